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
    private readonly Dictionary<(int, long), string> releases = [];
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
        foreach (var (branch, rank, name) in Read("select branch, rank, name from releases", static row => (row.GetInt32(0), row.GetInt64(1), row.GetString(2)))) releases[(branch, rank)] = name;
    }

    /// <summary>Mainline and the stable branches.</summary>
    public ImmutableArray<BranchFacts> Branches { get; }

    /// <summary>The branches that are maintained no more, with the reason, by short name; as last noted (<see cref="NoteDead"/>).</summary>
    public ImmutableDictionary<string, string> Dead =>
        Read("select name, dead from branches where dead is not null", static row => (Name: row.GetString(0), Why: row.GetString(1))).ToImmutableDictionary(static one => BranchFacts.ShortName(one.Name), static one => one.Why);

    /// <summary>Notes which branches are maintained no more; of others that is forgotten.</summary>
    /// <param name="path">The file of the index.</param>
    /// <param name="dead">The reasons by short name.</param>
    public static void NoteDead(string path, ImmutableDictionary<string, string> dead)
    {
        if (Find(path) is not { } index) return;
        using (index)
        {
            using var connection = CommitIndexFile.OpenWrite(path);
            using var note = CommitIndexFile.Prepare(connection, "update branches set dead = @0 where number = @1", 2);
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
        var connection = CommitIndexFile.OpenRead(path);
        try
        {
            using var form = CommitIndexFile.Prepare(connection, "select value from meta where name = 'form'", 0);
            if (form.ExecuteScalar() is string text && text == CommitIndexFile.Form.ToString(CultureInfo.InvariantCulture)) return new(connection);
        }
        catch (SqliteException)
        {
            // Not of ours, or broken: it is made anew.
        }

        connection.Dispose();
        return null;
    }

    /// <summary>The releases of a branch in order.</summary>
    public ImmutableArray<string> ListReleases(int branch) => [.. releases.Where(one => one.Key.Item1 == branch).OrderBy(static one => one.Key.Item2).Select(static one => one.Value)];

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

    /// <summary>The commits of stable branches that change the same and state nothing of their own.</summary>
    public ImmutableArray<(IndexedCommit Commit, StableEvidence Evidence)> ListByChange(ChangeIdentity change) =>
    [
        .. Read($"select {Columns} where c.n in (select n from patches where patch = @0)", ToCommit, Convert.FromHexString(change.PatchId)).Select(static commit => (commit, StableEvidence.PatchId)),
        .. Read($"select {Columns} where c.n in (select n from patches where lines = @0)", ToCommit, Convert.FromHexString(change.Lines)).Select(static commit => (commit, StableEvidence.Lines)),
    ];

    /// <summary>True where some commit of a stable branch is told by what it changes.</summary>
    public bool HasChanges() => Read("select 1 from patches limit 1", static row => row.GetInt64(0)).Count > 0;

    /// <summary>The commits that speak of this one: bring it, fix it, take it back.</summary>
    public ImmutableArray<IndexedCommit> ListSpeaking(IndexedCommit of, CommitLink link)
    {
        var found = Read(
            "select n, hex from links where key = @0 and kind = @1 and hex <> ''",
            static row => (N: row.GetInt64(0), Hex: row.GetString(1)), CommitIndexFile.KeyOf(of.Id.Hex), (int)link);
        return [.. found.Where(one => of.Id.Hex.StartsWith(one.Hex, StringComparison.Ordinal)).Select(static one => one.N).Distinct().Select(Find).OfType<IndexedCommit>()];
    }

    /// <summary>The commits that take back what bears a title, and name no commit.</summary>
    public ImmutableArray<IndexedCommit> ListRevertingTitle(string title) =>
        [.. Read($"select {Columns} where c.n in (select n from links where title_key = @0)", ToCommit, CommitText.TitleKey(title))];

    /// <summary>The names of the commits that a commit speaks of.</summary>
    public ImmutableArray<string> ListNamed(IndexedCommit commit, CommitLink link) =>
        [.. Read("select hex from links where n = @0 and kind = @1 and hex <> ''", static row => row.GetString(0), commit.Number, (int)link)];

    /// <summary>The branches that have a commit, each with the first release that does; mainline first.</summary>
    public ImmutableArray<(BranchFacts Branch, string? Release)> ListPlaces(IndexedCommit commit)
    {
        var own = Read("select branch, rank from places where branch = 0 and n = @0 union all select branch, rank from places where branch > 0 and n = @0", static row => (Branch: row.GetInt32(0), Rank: row.GetInt64(1)), commit.Number);
        var places = ImmutableArray.CreateBuilder<(BranchFacts, string?)>();
        var mainline = own.Where(static one => one.Branch == 0).Select(static one => (long?)one.Rank).FirstOrDefault();
        foreach (var branch in Branches)
        {
            if (branch.IsMainline && mainline is { } first) places.Add((branch, ReleaseOf(0, first)));
            else if (!branch.IsMainline && mainline is { } rank && bases[branch.Number] is { } until && rank <= until) places.Add((branch, ReleaseOf(0, rank)));
            else if (!branch.IsMainline && own.FindIndex(one => one.Branch == branch.Number) is >= 0 and var at)
                places.Add((branch, own[at].Rank == 0 ? branch.Base : ReleaseOf(branch.Number, own[at].Rank)));
        }

        return places.ToImmutable();
    }

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

    private string? ReleaseOf(int branch, long rank) => releases.GetValueOrDefault((branch, rank));

    // In the first filling the newest come first; what is added later comes in order.
    private IndexedCommit ToCommit(SqliteDataReader row)
    {
        var number = row.GetInt64(0);
        return new(number, number < built ? -number : number, IndexRows.ToCommit(row, 1), row.GetString(2), new(row.GetString(3), row.GetString(4)), row.GetInt64(5), row.GetInt64(6));
    }

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        if (!commands.TryGetValue(sql, out var command)) commands[sql] = command = CommitIndexFile.Prepare(connection, sql, values.Length);
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        using var rows = command.ExecuteReader();
        var list = new List<T>();
        while (rows.Read()) list.Add(read(rows));
        return list;
    }
}

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
