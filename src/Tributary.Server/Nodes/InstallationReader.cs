using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers how the installation is.</summary>
internal sealed class InstallationReader(Database database, NodePresence presence, HealthCheckService health, TimeProvider clock)
{
    /// <summary>Looks at everything.</summary>
    /// <exception cref="DatabaseException">The database does not answer.</exception>
    public async Task<InstallationModel> ReadAsync(CancellationToken cancel)
    {
        var report = await health.CheckHealthAsync(cancel);
        return new()
        {
            Database = database.Description,
            Numbers = await new DatabaseHealth(database).ReadNumbersAsync(cancel),
            Words = await new WordIndexer(database).GetPositionAsync(cancel),
            Nodes = [.. await presence.ListAsync(cancel)],
            Here = presence.Name,
            Sources = [.. await new FollowedSourceStore(database).ListAsync(cancel)],
            Checks = [.. report.Entries.Select(static entry => new HealthLine(entry.Key, entry.Value.Status == HealthStatus.Healthy, entry.Value.Description ?? ""))],
            Now = clock.GetUtcNow(),
        };
    }
}
