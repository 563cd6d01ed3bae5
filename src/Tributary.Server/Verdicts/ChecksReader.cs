using System.Collections.Immutable;
using System.Globalization;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what is said of a project's checks.</summary>
/// <param name="database">The database.</param>
/// <param name="clock">The time.</param>
public sealed class ChecksReader(Database database, TimeProvider clock)
{
    /// <summary>Reads it.</summary>
    public async Task<ChecksModel> ReadAsync(StoredProject project, CancellationToken cancel)
    {
        var queries = new VerdictQueries(database);
        var counts = await queries.ListRulesAsync(project.Id, cancel);
        var settings = (await new ProjectSettings(database).ListAsync(cancel)).GetValueOrDefault(project.Id, ImmutableDictionary<string, string>.Empty);
        return new()
        {
            Project = project, Judged = await queries.CountAsync(project.Id, cancel), Position = await new VerdictsAsked(database).GetPositionAsync(cancel), Now = clock.GetUtcNow(),
            MailsSince = DateTimeOffset.TryParse(settings.GetValueOrDefault(VerdictMail.Setting), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since) ? since : null,
            Rules = [.. counts.Select(pair => (Rule: RuleCatalog.Find(pair.Key), pair.Value)).Where(pair => pair.Rule is not null)
                .Select(pair => new RuleLine(pair.Rule!.Info, pair.Value)).OrderByDescending(line => line.Count.Series).ThenBy(line => line.Rule.Id, StringComparer.Ordinal)],
        };
    }
}
