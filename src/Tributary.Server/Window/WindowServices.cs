using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the merge window is made of.</summary>
internal static class WindowServices
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    extension(IServiceCollection services)
    {
        /// <summary>Adds it: the reading of mainline's tags, and the scheduled work that puts series on hold and frees them, and sees what was pulled.</summary>
        public void AddWindow(ServerOptions options)
        {
            services.AddSingleton(new WindowReader(options.Database, options.TreeFolder, options.Clock));
            services.AddSingleton<WindowStore>();
            services.AddSingleton(new PullFollower(options.Database, options.TreeFolder, options.Clock));
            services.AddSingleton(static given => new WindowStep(given.GetRequiredService<Database>(), ProfileFile.Find, given.GetRequiredService<SeriesNotices>(), given.GetRequiredService<TimeProvider>()));
            services.AddSingleton(static given => new ScheduledWork("window", Pause, async cancel =>
            {
                var reader = given.GetRequiredService<WindowReader>();
                await reader.RefreshAsync(cancel);
                await given.GetRequiredService<WindowStep>().RunAsync(await reader.ReadAsync(cancel), cancel);
                await given.GetRequiredService<PullFollower>().RunAsync(cancel);
            }));
        }
    }
}
