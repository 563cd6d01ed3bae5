using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Adds to the index what came since: one transaction, taken back unless it is finished.</summary>
public sealed class CommitIndexUpdate : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteTransaction transaction;
    private readonly CommitRowWriter rows;
    private long next;

    private CommitIndexUpdate(SqliteConnection connection)
    {
        this.connection = connection;
        transaction = connection.BeginTransaction();
        rows = new(connection);
        next = Scalar("select max(max(n) + 1, (select cast(value as integer) from meta where name = 'built')) from commits");
    }

    /// <summary>Begins on an index that <see cref="CommitIndex"/> could open.</summary>
    public static CommitIndexUpdate Begin(string path) => new(CommitIndexFile.OpenWrite(path));

    /// <summary>Adds a commit; the oldest come first. One that is there is left as it is.</summary>
    public void Add(LoggedCommit commit)
    {
        if (Find(commit.Id) is null) rows.Add(next++, commit);
    }

    /// <summary>Moves a branch on.</summary>
    /// <param name="branch">The branch with its new tip.</param>
    /// <param name="number">Its number.</param>
    /// <param name="commits">The commits that it gained; what a stable branch shares with mainline is passed over.</param>
    public void Extend(IndexedBranch branch, int number, IEnumerable<CommitId> commits)
    {
        using var add = CommitIndexFile.Prepare(connection, "insert or ignore into places select @0, c.n, @1 from commits c where c.key = @2 and c.id = @3 and (@0 = 0 or not exists (select 1 from places m where m.branch = 0 and m.n = c.n))", 4);
        foreach (var commit in commits) Run(add, number, CommitIndexFile.NoRelease, CommitIndexFile.KeyOf(commit.Hex), Convert.FromHexString(commit.Hex));
        using var tip = CommitIndexFile.Prepare(connection, "update branches set tip = @0 where number = @1", 2);
        Run(tip, Convert.FromHexString(branch.Tip.Hex), number);
    }

    /// <summary>The branch that a release belongs to: the one whose own commit it stands on; null for none.</summary>
    public int? FindBranchOf(ReleaseTag tag)
    {
        using var command = CommitIndexFile.Prepare(connection, "select p.branch from places p join commits c on c.n = p.n where c.key = @0 and c.id = @1 and (p.branch = 0 or p.rank > 0) order by p.branch limit 1", 2);
        command.Parameters[0].Value = CommitIndexFile.KeyOf(tag.Commit.Hex);
        command.Parameters[1].Value = Convert.FromHexString(tag.Commit.Hex);
        return command.ExecuteScalar() is long branch ? (int)branch : null;
    }

    /// <summary>Notes a release and the commits that it is the first to have.</summary>
    /// <param name="branch">The branch's number.</param>
    /// <param name="tag">The release.</param>
    /// <param name="commits">What it has and the release before it lacks.</param>
    public void Release(int branch, ReleaseTag tag, IEnumerable<CommitId> commits)
    {
        using var known = CommitIndexFile.Prepare(connection, "select coalesce(max(rank) + 1, case when @0 = 0 then 0 else 1 end) from releases where branch = @0", 1);
        known.Parameters[0].Value = branch;
        var rank = (long)known.ExecuteScalar()!;
        using var mark = CommitIndexFile.Prepare(connection, "update places set rank = @0 where branch = @1 and rank = @2 and n = (select n from commits where key = @3 and id = @4)", 5);
        foreach (var commit in commits) Run(mark, rank, branch, CommitIndexFile.NoRelease, CommitIndexFile.KeyOf(commit.Hex), Convert.FromHexString(commit.Hex));
        using var add = CommitIndexFile.Prepare(connection, "insert into releases select @0, @1, @2, n from commits where key = @3 and id = @4", 5);
        Run(add, branch, rank, tag.Name, CommitIndexFile.KeyOf(tag.Commit.Hex), Convert.FromHexString(tag.Commit.Hex));
    }

    /// <summary>The commits of stable branches that state no upstream commit and are not noted yet.</summary>
    public ImmutableArray<CommitId> ListUnstated() => PatchRows.ListUnstated(connection);

    /// <summary>Notes what a commit changes.</summary>
    public void AddPatch(CommitId commit, ChangeIdentity change) => PatchRows.Add(connection, commit, change);

    /// <summary>Makes all of it so.</summary>
    public void Finish() => transaction.Commit();

    /// <inheritdoc />
    public void Dispose()
    {
        rows.Dispose();
        transaction.Dispose();
        connection.Dispose();
    }

    private long? Find(CommitId commit)
    {
        using var command = CommitIndexFile.Prepare(connection, "select n from commits where key = @0 and id = @1", 2);
        command.Parameters[0].Value = CommitIndexFile.KeyOf(commit.Hex);
        command.Parameters[1].Value = Convert.FromHexString(commit.Hex);
        return command.ExecuteScalar() as long?;
    }

    private long Scalar(string sql)
    {
        using var command = CommitIndexFile.Prepare(connection, sql, 0);
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
