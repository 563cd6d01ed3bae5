using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What letters about series are made of.</summary>
internal static class NoticeServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds it.</summary>
        public void AddNotices()
        {
            services.AddSingleton(static provider =>
            {
                var options = provider.GetRequiredService<ServerOptions>();
                return new SeriesNotices(provider.GetRequiredService<Outbox>(), ProfileFile.Find, (options.PublicUrl ?? options.Urls[0]).TrimEnd('/'));
            });
            services.AddSingleton<NoticeStep>();
            services.AddSingleton<NoticePreviews>();
        }
    }
}
