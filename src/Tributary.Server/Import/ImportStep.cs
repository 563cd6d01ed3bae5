using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Takes a batch of mail into the store and makes everything follow from it: clusters, series, places, links, counts, and the
/// source's position, all in one transaction. Killed at any moment it leaves nothing half done. Keep one for a run: it remembers
/// what it wrote last.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="findProfile">A profile by its name, e.g. <see cref="ProfileFile.Find"/>.</param>
public sealed class ImportStep(Database database, Func<string, Profile?> findProfile)
{
    private const string PositionSql = "update sources set position = @position where id = @source and position <> @position";

    private const int ReleasedAtOnce = 1000;

    private readonly ClusterCache cache = new();
    private readonly Dictionary<long, Profile> profiles = [];
    private readonly HashSet<long> returned = [];

    /// <summary>Tells when things happened.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Carries out the commands of the mail; null: it is history, which never acts.</summary>
    public CommandDesk? Desk { get; init; }

    /// <summary>
    /// The messages that came into the project that is imported and cannot be told by their numbers: those that came back under the numbers of their first arrival; on PostgreSQL, where
    /// others import meanwhile, all of them.
    /// </summary>
    public IReadOnlyCollection<long> Returned => returned;

    /// <summary>Keeps the process small.</summary>
    internal MemoryBound Memory { get; } = new();

    /// <summary>Members of the clusters that are settled at once, about.</summary>
    internal int EnoughMembers { get; init; } = ClusterStep.UsualMembers;

    /// <summary>People wait for their changes to be written: the next batches are to be short.</summary>
    internal bool ArePeopleNear => database.Writer.ArePeopleNear;

    /// <summary>Takes a batch in. One at a time.</summary>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public async Task<ImportCounts> RunAsync(ImportBatch batch, CancellationToken cancel)
    {
        try
        {
            return await RunInTransactionAsync(batch, cancel);
        }
        catch (Exception e)
        {
            cache.Forget();
            if (e is DbException failure) throw database.Explain(failure);
            throw;
        }
    }

    private async Task<ImportCounts> RunInTransactionAsync(ImportBatch batch, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
        var began = Stopwatch.GetTimestamp();
        if (batch.Anew.HasFlag(AnewReading.Begins)) await new SourceReading(write, batch.Source).ForgetAsync(cancel);
        cache.Begin(batch.Project, await write.GetGenerationAsync(cancel));
        var withdrawn = 0;
        if (!batch.Deleted.IsDefaultOrEmpty)
        {
            var removed = await new MessageRemoval(write, batch.Project, batch.Source).RunAsync(batch.Deleted, cancel);
            withdrawn = removed.GetValueOrDefault(batch.Project)?.Count(change => change.After is null && (returned.Remove(change.Before!.Id) | (change.Before.Arrival > batch.Since))) ?? 0;
            await FollowAsync(write, batch.Project, removed, cancel);
        }

        var added = await new MessageStore(write, batch.Project, batch.Source) { IsAnew = batch.Anew != AnewReading.None }.AddAsync(batch.Messages, cancel);
        returned.UnionWith(added.Changes.GetValueOrDefault(batch.Project)?.Where(change => change.After is { IsReturning: true } || (database.Dialect.IsPostgres && change.Before is null && change.After is not null)).Select(change => change.After!.Id) ?? []);
        await FollowAsync(write, batch.Project, added.Changes, cancel);
        var isReleased = batch.Anew.HasFlag(AnewReading.Ends) && await ReleaseAsync(write, batch, cancel);
        var isCommanded = await CommandAsync(write, batch, added.Changes, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(PositionSql, new { position = batch.Position, source = batch.Source }, cancellationToken: cancel));

        await write.LookForPeopleAsync(cancel);

        // A round that brought nothing is no change that anybody has to hear of: pages stay as they were made.
        if (batch.Deleted.IsDefaultOrEmpty && added.Changes.Count == 0 && added.Quarantined == 0 && !isReleased) await write.CommitAsideAsync(cancel);
        else cache.Keep(await write.CommitAsync(cancel));
        if (isCommanded) cache.Forget();
        var counts = new ImportCounts(batch.Messages.Length, added.Added, added.Duplicates, added.Quarantined, withdrawn);
        ServerMeters.NoteBatch(counts, Stopwatch.GetElapsedTime(began));
        return counts;
    }

    // What a source held before it was read again from its start, and holds no more.
    private async Task<bool> ReleaseAsync(WriteTransaction write, ImportBatch batch, CancellationToken cancel)
    {
        var isReleased = false;
        while (await new MessageRemoval(write, batch.Project, batch.Source).RunUnseenAsync(ReleasedAtOnce, cancel) is { } removed)
        {
            await FollowAsync(write, batch.Project, removed, cancel);
            isReleased = true;
        }

        await new SourceReading(write, batch.Source).ForgetAsync(cancel);
        return isReleased;
    }

    private async Task FollowAsync(
        WriteTransaction write, long project, IReadOnlyDictionary<long, List<MemberChange>> changes, CancellationToken cancel)
    {
        var origin = new ChangeOrigin(Door.Mail, Actor: null, Clock.GetUtcNow());
        foreach (var (changed, list) in changes.OrderBy(pair => pair.Key))
        {
            // Another project is touched seldom: it is not worth remembering.
            var step = new ClusterStep(write, (changed, await GetProfileAsync(write, changed, cancel)), changed == project ? cache : new(), origin)
            {
                EnoughMembers = EnoughMembers,
                Memory = Memory,
            };
            await step.RunAsync(list, cancel);
        }
    }

    // True when series were changed behind the back of what is remembered of them.
    private async Task<bool> CommandAsync(WriteTransaction write, ImportBatch batch, IReadOnlyDictionary<long, List<MemberChange>> changes, CancellationToken cancel)
    {
        if (!changes.TryGetValue(batch.Project, out var list) || (Desk is null && batch.Messages.All(static mail => mail.Commands.IsEmpty))) return false;
        var step = new CommandStep(write, (batch.Project, await GetProfileAsync(write, batch.Project, cancel)), Clock.GetUtcNow(), Desk);
        return await step.RunAsync(batch.Messages, list, cancel);
    }

    private async Task<Profile> GetProfileAsync(WriteTransaction write, long project, CancellationToken cancel)
    {
        if (profiles.TryGetValue(project, out var known)) return known;
        var name = await write.Connection.ExecuteScalarAsync<string>(
            new CommandDefinition("select profile from projects where id = @project", new { project }, cancellationToken: cancel));
        var profile = findProfile(name ?? "")
            ?? throw new DatabaseException($"the project {project} follows the profile {name}, which is not known: put it back, or import with --profile");
        profiles.Add(project, profile);
        return profile;
    }
}
