using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Whether fixes apply to stable branches, as last tried.</summary>
public sealed class StableTrials(Database database)
{
    private const string PutSql = """
        insert into stable_trials (commit_id, branch, tip, conflicts, said, at) values (@commit, @branch, @tip, @conflicts, @said, @at)
        on conflict (commit_id, branch) do update set tip = excluded.tip, conflicts = excluded.conflicts, said = excluded.said, at = excluded.at
        """;

    private const string ListSql = "select commit_id as CommitId, branch, tip, conflicts, said, at from stable_trials where";

    /// <summary>What is known of some commits.</summary>
    public async Task<ILookup<CommitId, StableTrial>> ListAsync(IReadOnlyCollection<CommitId> commits, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var found = new List<StableTrial>();
        foreach (var part in commits.Chunk(500))
        {
            var names = part.Select((commit, at) => (Name: $"c{at}", commit.Hex)).ToArray();
            var values = new DynamicParameters();
            foreach (var (name, hex) in names) values.Add(name, hex);
            var rows = await connection.QueryAsync<Row>(new CommandDefinition($"{ListSql} commit_id in ({string.Join(", ", names.Select(static one => "@" + one.Name))})", values, cancellationToken: cancel));
            found.AddRange(rows.Select(static row => row.ToTrial()));
        }

        return found.ToLookup(static trial => trial.Commit);
    }

    /// <summary>Notes answers.</summary>
    public async Task PutAsync(IReadOnlyCollection<StableTrial> trials, CancellationToken cancel)
    {
        if (trials.Count == 0) return;
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(
            PutSql,
            trials.Select(static one => new { commit = one.Commit.Hex, branch = one.Branch, tip = one.Tip.Hex, conflicts = Dialect.Clean(string.Join('\n', one.Conflicts)), said = Dialect.Clean(one.Said), at = Micros.From(one.At) }).ToArray(),
            cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }

    private sealed record Row
    {
        public string CommitId { get; init; } = "";
        public string Branch { get; init; } = "";
        public string Tip { get; init; } = "";
        public string Conflicts { get; init; } = "";
        public string Said { get; init; } = "";
        public long At { get; init; }

        public StableTrial ToTrial() => new(Workflow.CommitId.Parse(CommitId), Branch, Workflow.CommitId.Parse(Tip))
        {
            Conflicts = [.. Conflicts.Split('\n', StringSplitOptions.RemoveEmptyEntries)], Said = Said, At = Micros.ToTime(At),
        };
    }
}

/// <summary>Whether a commit applies to a stable branch.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Branch">The branch, e.g. <c>6.6</c>.</param>
/// <param name="Tip">Its newest commit when it was tried.</param>
public sealed record StableTrial(CommitId Commit, string Branch, CommitId Tip)
{
    /// <summary>The files that conflict; empty where it applies.</summary>
    public ImmutableArray<string> Conflicts { get; init; } = [];

    /// <summary>The answer in a sentence, with the commits that may have to go before.</summary>
    public string Said { get; init; } = "";

    /// <summary>When it was tried.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>True where it applies.</summary>
    public bool Applies => Conflicts.IsEmpty;
}
