using Microsoft.Data.Sqlite;
using Tributary.Workflow;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Writes commits and their links into the index.</summary>
internal sealed class CommitRowWriter : IDisposable
{
    private readonly Dictionary<(string Name, string Email), long> people = [];
    private readonly SqliteCommand addPerson;
    private readonly SqliteCommand addCommit;
    private readonly SqliteCommand addLink;
    private long nextPerson;

    public CommitRowWriter(SqliteConnection connection)
    {
        addPerson = CommitIndexFile.Prepare(connection, "insert into people values (@0, @1, @2)", 3);
        addCommit = CommitIndexFile.Prepare(connection, "insert into commits values (@0, @1, @2, @3, @4, @5, @6, @7, @8)", 9);
        addLink = CommitIndexFile.Prepare(connection, "insert or ignore into links values (@0, @1, @2, @3, @4)", 5);
        using var read = CommitIndexFile.Prepare(connection, "select n, name, email from people", 0);
        using var rows = read.ExecuteReader();
        while (rows.Read())
        {
            people[(rows.GetString(1), rows.GetString(2))] = rows.GetInt64(0);
            nextPerson = Math.Max(nextPerson, rows.GetInt64(0) + 1);
        }
    }

    /// <summary>Writes a commit.</summary>
    public void Add(long number, LoggedCommit commit)
    {
        var title = Dialect.Clean(commit.Text.Title);
        Run(addCommit, number, CommitIndexFile.KeyOf(commit.Id.Hex), Convert.FromHexString(commit.Id.Hex), PersonOf(commit.Author), commit.AuthoredAt, commit.CommittedAt, CommitText.TitleKey(title), title, commit.Parents.Length > 1 ? 1L : 0L);
        foreach (var statement in commit.Text.Statements) AddLink(number, CommitIndexFile.Upstream, statement.Hex);
        foreach (var hex in commit.Text.Fixes) AddLink(number, CommitIndexFile.Fixes, hex);
        foreach (var hex in commit.Text.Reverts.Commits) AddLink(number, CommitIndexFile.Reverts, hex);
        // Where commits are named the title says nothing more. What applies a change again takes its revert back.
        if (commit.Text.Reverts is { Commits.IsEmpty: true, Title: { } reverted } reverts)
            Run(addLink, number, CommitIndexFile.Reverts, "", 0L, CommitText.TitleKey(reverts.IsAgain && !reverted.StartsWith("Revert", StringComparison.OrdinalIgnoreCase) ? $"Revert \"{reverted}\"" : reverted));
    }

    public void Dispose()
    {
        addPerson.Dispose();
        addCommit.Dispose();
        addLink.Dispose();
    }

    private void AddLink(long number, int kind, string hex) => Run(addLink, number, kind, hex, CommitIndexFile.KeyOf(hex), DBNull.Value);

    private long PersonOf(Mail.Mailbox author)
    {
        var key = (Dialect.Clean(author.Name), Dialect.Clean(author.Key));
        if (people.TryGetValue(key, out var known)) return known;
        Run(addPerson, nextPerson, key.Item1, key.Item2);
        return people[key] = nextPerson++;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
