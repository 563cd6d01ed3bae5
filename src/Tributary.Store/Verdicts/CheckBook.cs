using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>
/// Writes the checks of one user on many patches at once, only where they say something else than his newest ones, and what all checks of a patch then come to.
/// For checks that come by the thousand: clusters are not computed again.
/// </summary>
public sealed class CheckBook(WriteTransaction write, long project)
{
    private const string StandingSql = "select patch, user_id as UserId, context, state, description from checks where";

    private static readonly RowTarget Rows = new("checks", "id:n patch:n user_id:n at:n state:n target_url:t context:t description:t");

    /// <summary>Writes what is new.</summary>
    /// <param name="user">Whose checks.</param>
    /// <param name="found">By the number of each patch: what he says of it. Contexts that he spoke of before and no longer does become successes.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The number, patch and state of each check that was added.</returns>
    public async Task<ImmutableArray<AddedCheck>> SaveAsync(long user, IReadOnlyDictionary<long, ImmutableArray<NewCheck>> found, DateTimeOffset at, CancellationToken cancel)
    {
        if (found.Count == 0) return [];
        var standing = (await write.Connection.QueryAsync<Row>(new CommandDefinition(
            $"{StandingSql} {write.Dialect.In("patch", "ids")} order by id", new { ids = write.Dialect.List(found.Keys) }, cancellationToken: cancel))).ToLookup(row => row.Patch);
        var added = found.OrderBy(pair => pair.Key).SelectMany(pair => ListNew(pair.Value, standing[pair.Key].Where(row => row.UserId == user)).Select(check => (Patch: pair.Key, Check: check))).ToList();
        if (added.Count == 0) return [];
        var id = await IdLedger.TakeAsync(write, "checks", added.Count, cancel);
        var rows = write.Write(Rows);
        var result = ImmutableArray.CreateBuilder<AddedCheck>(added.Count);
        foreach (var (patch, check) in added)
        {
            result.Add(new(id, patch, check.State));
            rows.Add(id++).Add(patch).Add(user).Add(Micros.From(at)).Add((long)check.State).AddText(check.TargetUrl).Add(Dialect.Clean(check.Context))
                .AddText(check.Description is { } text ? Dialect.Clean(text) : null).EndRow();
        }

        await rows.FlushAsync(cancel);
        await CombineAsync(user, added, standing, cancel);
        return result.DrainToImmutable();
    }

    private static IEnumerable<NewCheck> ListNew(ImmutableArray<NewCheck> checks, IEnumerable<Row> own)
    {
        var newest = own.GroupBy(row => row.Context, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        foreach (var check in checks)
        {
            if (newest.Remove(check.Context, out var row) && row.State == (long)check.State && row.Description == check.Description) continue;
            yield return check;
        }

        // What is no longer said.
        foreach (var (context, row) in newest.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (row.State != (long)CheckState.Success) yield return new() { State = CheckState.Success, Context = context, Description = "Nothing is found any more." };
        }
    }

    private async Task CombineAsync(long user, List<(long Patch, NewCheck Check)> added, ILookup<long, Row> standing, CancellationToken cancel)
    {
        var changes = new List<PatchChange>();
        var fresh = added.ToLookup(one => one.Patch, one => new Row { Patch = one.Patch, UserId = user, Context = one.Check.Context, State = (long)one.Check.State });
        foreach (var before in await PatchLoader.ListRowsAsync(write, fresh.Select(group => group.Key), cancel))
        {
            var all = standing[before.Id].Concat(fresh[before.Id]).GroupBy(row => (row.UserId, row.Context)).Select(group => (CheckState)group.Last().State);
            var after = before with { Checks = CheckStates.Combine(all) };
            if (after != before) changes.Add(new(before, after));
        }

        await new PatchStore(write, project).SaveAsync(changes, [], cancel);
    }

    private sealed class Row
    {
        public long Patch { get; init; }
        public long UserId { get; init; }
        public string Context { get; init; } = "";
        public long State { get; init; }
        public string? Description { get; init; }
    }
}

/// <summary>A check that was written.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Patch">The patch's number.</param>
/// <param name="State">What it says.</param>
public readonly record struct AddedCheck(long Id, long Patch, CheckState State);
