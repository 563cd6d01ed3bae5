using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Tributary.Patches;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>The index of commits, open for questions; for one caller at a time. It holds no part of the history in memory.</summary>
public sealed class CommitIndex : IDisposable
{
    private const string Columns = "c.n, c.id, c.title, a.name, a.email, c.authored, c.committed from commits c join people a on a.n = c.person";
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = [];
    private readonly long built;
    private readonly Dictionary<long, string?> releases = [];
    private readonly Dictionary<int, long?> bases = [];

    private CommitIndex(SqliteConnection connection)
    {
        this.connection = connection;
        built = long.Parse(Read("select value from meta where name = 'built'", static row => row.GetString(0)).Single(), CultureInfo.InvariantCulture);
        Branches = [.. Read(
            """
            select b.number, b.name, m.name, (select r.name from releases r where r.branch = b.number order by r.rank desc limit 1), b.tip, b.base
            from branches b left join releases m on m.branch = 0 and m.rank = b.base order by b.number
            """,
            row =>
            {
                bases[row.GetInt32(0)] = row.IsDBNull(5) ? null : row.GetInt64(5);
                return new BranchFacts(row.GetInt32(0), row.GetString(1), IndexRows.TextOrNull(row, 2), IndexRows.TextOrNull(row, 3), IndexRows.ToCommit(row, 4));
            })];
    }

    /// <summary>Mainline and the stable branches.</summary>
    public ImmutableArray<BranchFacts> Branches { get; }

    /// <summary>The branches that are maintained no more, with the reason, by short name; as last noted (<see cref="NoteDead"/>).</summary>
    public ImmutableDictionary<string, string> Dead
    {
        get
        {
            var dead = ImmutableDictionary<string, string>.Empty;
            foreach (var one in Read("select name, dead from branches where dead is not null", static row => new LinkRow(0, row.GetString(0), row.GetString(1)))) dead = dead.SetItem(BranchFacts.ShortName(one.Hex), one.Text);
            return dead;
        }
    }

    /// <summary>Notes which branches are maintained no more; of others that is forgotten.</summary>
    /// <param name="path">The file of the index.</param>
    /// <param name="dead">The reasons by short name.</param>
    public static void NoteDead(string path, ImmutableDictionary<string, string> dead)
    {
        if (Find(path) is not { } index) return;
        using (index)
        {
            using var opened = CommitIndexFile.OpenWrite(path);
            using var note = CommitIndexFile.Prepare(opened, "update branches set dead = @0 where number = @1", 2);
            foreach (var branch in index.Branches.Where(static branch => !branch.IsMainline))
            {
                note.Parameters[0].Value = (object?)dead.GetValueOrDefault(branch.Short) ?? DBNull.Value;
                note.Parameters[1].Value = branch.Number;
                note.ExecuteNonQuery();
            }
        }
    }

    /// <summary>Opens it; null where there is none, or none of this form.</summary>
    /// <param name="path">The file.</param>
    public static CommitIndex? Find(string path)
    {
        if (!File.Exists(path)) return null;
        var opened = CommitIndexFile.OpenRead(path);
        try
        {
            using var form = CommitIndexFile.Prepare(opened, "select value from meta where name = 'form'", 0);
            if (form.ExecuteScalar() is string text && text == CommitIndexFile.Form.ToString(CultureInfo.InvariantCulture)) return new(opened);
        }
        catch (SqliteException)
        {
            // Not of ours, or broken: it is made anew.
        }

        opened.Dispose();
        return null;
    }

    /// <summary>The releases of a branch in order.</summary>
    public ImmutableArray<string> ListReleases(int branch) => [.. Read("select name from releases where branch = @0 order by rank", static row => row.GetString(0), branch)];

    /// <summary>When a release's commit was made; null where there is no such release.</summary>
    public DateTimeOffset? FindReleaseTime(int branch, string release) =>
        Read("select c.committed from releases r join commits c on c.n = r.commit_n where r.branch = @0 and r.name = @1", static row => (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(0)), branch, release).FirstOrDefault();

    /// <summary>How many commits it holds.</summary>
    public long CountCommits() => Read("select count(*) from commits", static row => row.GetInt64(0)).Single();

    /// <summary>The commits whose name begins so.</summary>
    /// <param name="hex">7 hex digits or more, lower case.</param>
    public ImmutableArray<IndexedCommit> ListByName(string hex) =>
        hex.Length < 7 || !hex.All(char.IsAsciiHexDigitLower) ? [] : [.. Read($"select {Columns} where c.key = @0", ToCommit, CommitIndexFile.KeyOf(hex)).Where(commit => commit.Id.Hex.StartsWith(hex, StringComparison.Ordinal))];

    /// <summary>The commits of a title, whatever its case and blanks.</summary>
    public ImmutableArray<IndexedCommit> ListByTitle(string title) => [.. Read($"select {Columns} where c.title_key = @0 order by c.n limit 200", ToCommit, CommitText.TitleKey(title))];

    /// <summary>The commits that the same person wrote in the same second, as a cherry-pick keeps it.</summary>
    public ImmutableArray<IndexedCommit> ListAuthoredWith(IndexedCommit commit) =>
        [.. Read($"select {Columns} where c.authored = @0 order by c.n limit 200", ToCommit, commit.AuthoredAt).Where(one => one.Number != commit.Number && one.IsBySameAuthor(commit))];

    /// <summary>The commits of mainline that the same person wrote before a commit was committed, and not more than so long before; the newest first.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="before">How long before.</param>
    /// <param name="most">How many at most.</param>
    public ImmutableArray<IndexedCommit> ListByAuthor(IndexedCommit commit, TimeSpan before, int most) =>
    [
        .. Read(
            $"select {Columns} join places p on p.branch = 0 and p.n = c.n where c.person in (select n from people where lower(email) = lower(@0) or lower(name) = lower(@1)) and c.authored between @2 and @3 order by c.authored desc limit @4",
            ToCommit, commit.Author.Address, commit.Author.Name, commit.CommittedAt - (long)before.TotalSeconds, commit.CommittedAt, most).Where(one => one.Number != commit.Number && one.IsBySameAuthor(commit)),
    ];

    /// <summary>What a commit of a stable branch changes that states nothing of its own; null of others.</summary>
    public ChangeIdentity? FindChange(IndexedCommit commit) =>
        Read("select lower(hex(patch)) || ' ' || lower(hex(lines)) from patches where n = @0", static row => row.GetString(0), commit.Number) is [var both] ? new(both[..both.IndexOf(' ', StringComparison.Ordinal)], both[(both.IndexOf(' ', StringComparison.Ordinal) + 1)..]) : null;

    /// <summary>The commits of stable branches that change the same and state nothing of their own.</summary>
    public ImmutableArray<ChangedAlike> ListByChange(ChangeIdentity change) =>
    [
        .. Read($"select {Columns} where c.n in (select n from patches where patch = @0)", ToCommit, Convert.FromHexString(change.PatchId)).Select(static commit => new ChangedAlike(commit, StableEvidence.PatchId)),
        .. Read($"select {Columns} where c.n in (select n from patches where lines = @0)", ToCommit, Convert.FromHexString(change.Lines)).Select(static commit => new ChangedAlike(commit, StableEvidence.Lines)),
    ];

    /// <summary>True where some commit of a stable branch is told by what it changes.</summary>
    public bool HasChanges() => Read("select 1 from patches limit 1", static row => row.GetInt64(0)).Count > 0;

    /// <summary>The commits that speak of this one: bring it, fix it, take it back.</summary>
    public ImmutableArray<IndexedCommit> ListSpeaking(IndexedCommit of, CommitLink link)
    {
        var found = Read(
            "select n, hex from links where key = @0 and kind = @1 and hex <> ''",
            static row => new LinkRow(row.GetInt64(0), row.GetString(1), ""), CommitIndexFile.KeyOf(of.Id.Hex), (int)link);
        var commits = ImmutableArray.CreateBuilder<IndexedCommit>();
        foreach (var one in found)
        {
            if (of.Id.Hex.StartsWith(one.Hex, StringComparison.Ordinal) && commits.All(commit => commit.Number != one.Number) && Find(one.Number) is { } commit) commits.Add(commit);
        }

        return commits.ToImmutable();
    }

    /// <summary>The commits that take back what bears a title, and name no commit.</summary>
    public ImmutableArray<IndexedCommit> ListRevertingTitle(string title) =>
        [.. Read($"select {Columns} where c.n in (select n from links where title_key = @0)", ToCommit, CommitText.TitleKey(title))];

    /// <summary>The names of the commits that a commit speaks of.</summary>
    public ImmutableArray<string> ListNamed(IndexedCommit commit, CommitLink link) =>
        [.. Read("select hex from links where n = @0 and kind = @1 and hex <> ''", static row => row.GetString(0), commit.Number, (int)link)];

    /// <summary>The branches that have a commit, each with the first release that does; mainline first.</summary>
    public ImmutableArray<BranchPlace> ListPlaces(IndexedCommit commit)
    {
        var own = Read("select branch, rank from places where branch = 0 and n = @0 union all select branch, rank from places where branch > 0 and n = @0", static row => new ReleaseRow(row.GetInt32(0), row.GetInt64(1), ""), commit.Number);
        var places = ImmutableArray.CreateBuilder<BranchPlace>();
        var mainline = own.Find(static one => one.Branch == 0);
        foreach (var branch in Branches)
        {
            if (branch.IsMainline)
            {
                if (mainline is not null) places.Add(new(branch, ReleaseOf(0, mainline.Rank)));
            }
            else if (mainline is not null && bases[branch.Number] is { } until && mainline.Rank <= until) places.Add(new(branch, ReleaseOf(0, mainline.Rank)));
            else if (own.Find(one => one.Branch == branch.Number) is { } place) places.Add(new(branch, place.Rank == 0 ? branch.Base : ReleaseOf(branch.Number, place.Rank)));
        }

        return places.ToImmutable();
    }

    /// <summary>Where mainline has a commit; null where it does not.</summary>
    public BranchPlace? FindInMainline(IndexedCommit commit)
    {
        foreach (var place in ListPlaces(commit))
        {
            if (place.Branch.IsMainline) return place;
        }

        return null;
    }

    /// <summary>True where mainline has a commit.</summary>
    public bool IsInMainline(IndexedCommit commit) => FindInMainline(commit) is not null;

    /// <summary>The fixes that are in mainline from a branch's base on and in no release of it, with what they fix; the audit's raw material.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="link">What makes them interesting: they fix something, or take something back.</param>
    public IEnumerable<IndexedCommit> ListMainlineSince(BranchFacts branch, CommitLink link) => Read(
        $"select {Columns} join places p on p.branch = 0 and p.n = c.n and p.rank > @0 where c.n in (select n from links where kind = @1) order by c.n",
        ToCommit, bases[branch.Number] ?? -1, (int)link);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var command in commands.Values) command.Dispose();
        connection.Dispose();
    }

    private IndexedCommit? Find(long number) => Read($"select {Columns} where c.n = @0", ToCommit, number).FirstOrDefault();

    // There are thousands, and an answer needs some twenty.
    private string? ReleaseOf(int branch, long rank)
    {
        var key = KeyOf(branch, rank);
        if (!releases.TryGetValue(key, out var name)) releases[key] = name = Read("select name from releases where branch = @0 and rank = @1", static row => row.GetString(0), branch, rank).FirstOrDefault();
        return name;
    }

    private static long KeyOf(int branch, long rank) => ((long)branch << 32) + rank;

    // In the first filling the newest come first; what is added later comes in order.
    private IndexedCommit ToCommit(SqliteDataReader row)
    {
        var number = row.GetInt64(0);
        return new(number, number < built ? -number : number, IndexRows.ToCommit(row, 1), row.GetString(2), new(row.GetString(3), row.GetString(4)), row.GetInt64(5), row.GetInt64(6));
    }

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params object[] values)
    {
        if (!commands.TryGetValue(sql, out var command)) commands[sql] = command = CommitIndexFile.Prepare(connection, sql, values.Length);
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        using var rows = command.ExecuteReader();
        var list = new List<T>();
        while (rows.Read()) list.Add(read(rows));
        return list;
    }

    // Classes, not tuples: code for those is compiled when the program starts, each kind anew, and that took a third of the time of an answer.
    private sealed record ReleaseRow(int Branch, long Rank, string Name);

    private sealed record LinkRow(long Number, string Hex, string Text);
}

/// <summary>A branch that has a commit.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Release">The first release of it with the commit; null: none yet.</param>
public sealed record BranchPlace(BranchFacts Branch, string? Release);

/// <summary>A commit that changes the same.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Evidence">By which of the two it is the same.</param>
public sealed record ChangedAlike(IndexedCommit Commit, StableEvidence Evidence);

/// <summary>How a commit speaks of another.</summary>
public enum CommitLink
{
    /// <summary>It states that it brings it.</summary>
    Upstream = CommitIndexFile.Upstream,

    /// <summary>It fixes it.</summary>
    Fixes = CommitIndexFile.Fixes,

    /// <summary>It takes it back.</summary>
    Reverts = CommitIndexFile.Reverts,
}
