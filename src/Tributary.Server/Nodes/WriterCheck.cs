using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Nobody waits for ever to write.</summary>
internal sealed class WriterCheck(Database database) : IHealthCheck
{
    // The longest that anybody waits by design is for another process that holds the embedded database: then he is told so.
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var wait = database.Writer.LongestWait;
        return Task.FromResult(wait < Stuck ? HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"the longest wait is {wait.TotalSeconds:0.0} s"))
            : HealthCheckResult.Unhealthy(string.Create(CultureInfo.InvariantCulture, $"somebody has waited for {wait.TotalSeconds:0} s to write: see what holds the database")));
    }
}
