using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The database answers, and has the schema that this program knows.</summary>
internal sealed class DatabaseCheck(Database database) : IHealthCheck
{
    /// <summary>How long it may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var schema = await new DatabaseHealth(database).ReadSchemaAsync(cancellationToken);
            return schema <= database.Description.Schema ? HealthCheckResult.Healthy($"{database.Description.Kind}, schema {schema}")
                : HealthCheckResult.Unhealthy($"the database has schema {schema} and this program knows {database.Description.Schema}: start the newer program here too");
        }
        catch (Exception failure) when (failure is DatabaseException or System.Data.Common.DbException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("the database does not answer; the log says more");
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"the database did not answer within {Patience.TotalSeconds:0} s");
        }
    }
}
