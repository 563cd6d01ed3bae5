using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The parts of the API that show and change mail: patches, cover letters, series, comments, checks.</summary>
internal static class PatchApiServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds them, with the steps by which they change it.</summary>
        public void AddPatchApi()
        {
            services.AddSingleton<UserQueries>();
            services.AddSingleton<MailContentReader>();
            services.AddSingleton<PatchEdits>();
            services.AddSingleton<CheckReports>();
            services.AddSingleton<CommentEdits>();
            services.AddSingleton(provider => new DecisionStep(provider.GetRequiredService<Database>(), ProfileFile.Find));
            services.AddSingleton(provider => new CheckStep(provider.GetRequiredService<Database>(), ProfileFile.Find));
            services.AddSingleton<CommentStep>();
            services.AddSingleton<IApiResource, PatchResource>();
            services.AddSingleton<IApiResource, CoverResource>();
            services.AddSingleton<IApiResource, SeriesResource>();
            services.AddSingleton<IApiResource, CommentResource>();
            services.AddSingleton<IApiResource, CheckResource>();
        }
    }
}
