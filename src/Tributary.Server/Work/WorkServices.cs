using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What working in the browser is made of.</summary>
internal static class WorkServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds it.</summary>
        public void AddWork()
        {
            services.AddSingleton(provider => new ChangeStep(provider.GetRequiredService<Database>(), ProfileFile.Find));
            services.AddSingleton(provider => new UndoStep(provider.GetRequiredService<Database>(), ProfileFile.Find));
            services.AddSingleton(provider => new RelinkStep(provider.GetRequiredService<Database>(), ProfileFile.Find));
            services.AddSingleton<TodoStep>();
            services.AddSingleton<DelegationStep>();
            services.AddSingleton<DelegationTrial>();
            services.AddSingleton<DelegationReader>();
            services.AddSingleton<TodoReader>();
            services.AddSingleton<BundleCollecting>();
            services.AddSingleton<FilterDesk>();
            services.AddSingleton<BundleDesk>();
            services.AddSingleton<BundleStep>();
            services.AddSingleton<SeriesDesk>();
            services.AddSingleton<WorkDoors>();
            services.AddSingleton<WorkDesks>();
            services.AddSingleton<WorkQueries>();
            services.AddSingleton<ChangeQueries>();
            services.AddSingleton<TagQueries>();
            services.AddSingleton<RelinkQueries>();
            services.AddSingleton<TodoQueries>();
            services.AddSingleton<SavedFilterQueries>();
            services.AddSingleton<DelegationQueries>();
        }
    }
}
