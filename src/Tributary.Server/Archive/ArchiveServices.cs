using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the archive's addresses are made of.</summary>
internal static class ArchiveServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds it.</summary>
        public void AddArchive()
        {
            services.Configure<RouteOptions>(options => options.SetParameterPolicy<ArchiveNames>(ArchiveNames.Key));
            services.AddSingleton<ThreadQueries>();
            services.AddSingleton<ArchiveLists>();
            services.AddSingleton<ArchiveReader>();
            services.AddSingleton<ArchiveAnswers>();
            services.AddSingleton<ArchiveQueries>();
            services.AddSingleton<ArchiveSearch>();
            services.AddSingleton<ArchiveSearchAnswers>();
            services.AddSingleton<ArchiveRooms>();
        }
    }
}
