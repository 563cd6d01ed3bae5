using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Tributary.Store;

/// <summary>
/// What the last searches by parts of names found: who looks through the pages of one asks the same again. A row of <c>list_columns</c>, in a list of its own, bears a
/// stamp for the names of each project, another one each time that one of them comes, changes or goes.
/// </summary>
internal sealed class NameCache
{
    // Each is a bit for each patch.
    private const int Most = 32;

    private const string StampsSql = "select project, stamp from list_columns where list = -1 and";

    private static readonly RowTarget Stamps = new(
        "list_columns", "list:n project:n block:n stamp:n content:b", "on conflict (list, project, block) do update set stamp = excluded.stamp");

    private readonly ConcurrentDictionary<string, NameMatches> kept = new(StringComparer.Ordinal);

    /// <summary>Says that names of a project are others now.</summary>
    public static async Task StampAsync(WriteTransaction write, long project, CancellationToken cancel)
    {
        var rows = write.Write(Stamps);
        rows.Add(-1L).Add(project).Add(0L).Add(Random.Shared.NextInt64()).Add(ReadOnlyMemory<byte>.Empty).EndRow();
        await rows.FlushAsync(cancel);
    }

    /// <summary>The patches whose names hold parts, as <see cref="NameMatches.FindAsync"/> finds them.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="dialect">The words of the database.</param>
    /// <param name="search">The projects, the parts in lower case, and how many patches are few.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<NameMatches> FindAsync(
        DbConnection connection, Dialect dialect, (ImmutableArray<long> Projects, ImmutableArray<string> Parts, int Few) search, CancellationToken cancel)
    {
        var stamps = (await connection.QueryAsync<(long Project, long Stamp)>(new CommandDefinition(
            $"{StampsSql} {dialect.In("project", "projects")} order by project", new { projects = dialect.List(search.Projects) }, cancellationToken: cancel))).AsList();
        // Without a stamp nobody would say when what is kept is old.
        if (stamps.Count != search.Projects.Length) return await NameMatches.FindAsync(connection, dialect, search, cancel);
        var key = string.Create(CultureInfo.InvariantCulture, $"{search.Few} {string.Join(' ', stamps)} {string.Join(' ', search.Parts)}");
        if (kept.TryGetValue(key, out var there)) return there;
        var found = await NameMatches.FindAsync(connection, dialect, search, cancel);
        if (kept.Count >= Most) kept.Clear();
        return kept[key] = found;
    }
}
