using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What mail that goes out is made of.</summary>
internal static class OutboxServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the outbox: its writing and its reading.</summary>
        public void AddOutbox()
        {
            services.AddSingleton(static provider => new Outbox(provider.GetRequiredService<ServerOptions>().MailOut.Identity, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<OutboxQueries>();
            services.AddSingleton<OutboxReader>();
            services.AddSingleton<LetterStep>();
        }
    }
}
