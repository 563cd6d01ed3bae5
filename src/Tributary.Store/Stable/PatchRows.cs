using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Which commits of the index are told by what they change, and by what.</summary>
internal static class PatchRows
{
    // A release commit ("Linux 6.6.12") brings nothing; a revert is told by what it names.
    private const string UnstatedSql = """
        select distinct c.id from places p join commits c on c.n = p.n
        where p.branch > 0 and p.rank > 0 and c.is_merge = 0 and c.title not like 'Linux %'
          and not exists (select 1 from links l where l.n = c.n and l.kind in (1, 3))
          and not exists (select 1 from patches k where k.n = c.n)
        order by c.n
        """;

    /// <summary>The commits of stable branches that state no upstream commit and are not noted yet.</summary>
    public static ImmutableArray<CommitId> ListUnstated(SqliteConnection connection)
    {
        using var command = CommitIndexFile.Prepare(connection, UnstatedSql, 0);
        command.CommandTimeout = 0;
        using var rows = command.ExecuteReader();
        var found = ImmutableArray.CreateBuilder<CommitId>();
        while (rows.Read()) found.Add(IndexRows.ToCommit(rows, 0));
        return found.ToImmutable();
    }

    /// <summary>Notes what a commit changes.</summary>
    public static void Add(SqliteConnection connection, CommitId commit, ChangeIdentity change)
    {
        using var command = CommitIndexFile.Prepare(connection, "insert or ignore into patches select n, @0, @1 from commits where key = @2 and id = @3", 4);
        command.Parameters[0].Value = Convert.FromHexString(change.PatchId);
        command.Parameters[1].Value = Convert.FromHexString(change.Lines);
        command.Parameters[2].Value = CommitIndexFile.KeyOf(commit.Hex);
        command.Parameters[3].Value = Convert.FromHexString(commit.Hex);
        command.ExecuteNonQuery();
    }
}
