using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the feedback clock is made of.</summary>
internal static class FeedbackServices
{
    // People and days change seldom; a clock that is late by so much misleads nobody.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    extension(IServiceCollection services)
    {
        /// <summary>Adds it: its page, and the scheduled work that reads who is a maintainer, and computes clocks again when days or people are others.</summary>
        public void AddFeedback(ServerOptions options)
        {
            services.AddSingleton<ProjectSettings>();
            services.AddSingleton<FeedbackQueries>();
            services.AddSingleton<FeedbackReader>();
            services.AddSingleton<FeedbackStep>();
            services.AddSingleton(provider => new FeedbackRefresh(provider.GetRequiredService<Database>(), ProfileFile.Find));
            services.AddSingleton(new FeedbackOwners(options.Database, options.TreeFolder, ProfileFile.Find));
            services.AddSingleton(provider => new ScheduledWork("feedback", Pause, async cancel =>
            {
                await provider.GetRequiredService<FeedbackOwners>().RunAsync(cancel);
                await provider.GetRequiredService<FeedbackRefresh>().RunAsync(cancel);
            }));
        }
    }
}
