using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Keeps the counts of the API's lists as rows come, change and go. Writes one row for all changes of a batch under the same key.</summary>
public sealed class ListCounts(WriteTransaction write)
{
    private static readonly ImmutableArray<ListAxis> AllAxes = [.. Enum.GetValues<ListAxis>()];
    private static readonly ImmutableArray<ListAxis> LargeAxes = [ListAxis.Large];
    private static readonly ImmutableArray<ListAxis> IdAxes = [ListAxis.Large, ListAxis.Ids];

    private static readonly RowTarget Rows = new(
        "list_counts", "facet:n project:n axis:n block:n part:n total:n",
        "on conflict (facet, project, axis, block, part) do update set total = list_counts.total + excluded.total");

    private readonly Dictionary<Key, long> deltas = [];
    private readonly Dictionary<string, FacetPerson> delegates = [];

    /// <summary>Notes patches that came, changed or went.</summary>
    public ListCounts Add(long project, IEnumerable<PatchChange> changes)
    {
        foreach (var (before, after) in changes)
        {
            if (before is not null && after is not null && before.SentAt == after.SentAt && PatchFacets.Of(before) == PatchFacets.Of(after)) continue;
            if (before is not null) Note(project, (before.Id, before.SentAt), PatchFacets.Of(before), -1);
            if (after is not null) Note(project, (after.Id, after.SentAt), PatchFacets.Of(after), 1);
        }

        return this;
    }

    /// <summary>Notes cover letters that came, changed or went.</summary>
    public ListCounts Add(long project, IEnumerable<CoverChange> changes)
    {
        foreach (var (before, after) in changes)
        {
            if (before is not null) Note(CountedList.Covers, project, (before.Id, before.SentAt, before.Submitter), -1);
            if (after is not null) Note(CountedList.Covers, project, (after.Id, after.SentAt, after.Submitter), 1);
        }

        return this;
    }

    /// <summary>Notes series that came, changed or went.</summary>
    public ListCounts Add(long project, IEnumerable<(SeriesRow? Before, SeriesRow? After)> changes)
    {
        foreach (var (before, after) in changes)
        {
            if (before is not null && after is not null && before.SentAt == after.SentAt && before.Submitter == after.Submitter) continue;
            if (before is not null) Note(CountedList.Series, project, (before.Id.Value, before.SentAt, before.Submitter), -1);
            if (after is not null) Note(CountedList.Series, project, (after.Id.Value, after.SentAt, after.Submitter), 1);
        }

        return this;
    }

    /// <summary>Notes an event that happened. (Events never go.)</summary>
    /// <param name="project">Its project.</param>
    /// <param name="id">Its number.</param>
    /// <param name="category">What happened.</param>
    /// <param name="actor">The user who did it, or null.</param>
    public ListCounts Add(long project, long id, EventCategory category, long? actor)
    {
        foreach (long? state in (long?[])[null, (long)category])
        {
            NoteAll(ListFacet.Of(CountedList.Events, !category.IsPatchworks, state, person: null), project, (id, 0), IdAxes, 1);
            if (actor is { } user) NoteAll(ListFacet.Of(CountedList.Events, !category.IsPatchworks, state, FacetPerson.Submitter(user)), project, (id, 0), LargeAxes, 1);
        }

        return this;
    }

    /// <summary>Writes what was noted.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        // In the order of the table: it spares looking about, and two that write at once lock in the same order.
        var keys = deltas.Where(pair => pair.Value != 0).Select(pair => pair.Key).ToArray();
        Array.Sort(keys);
        var rows = write.Write(Rows);
        foreach (var key in keys) rows.Add(key.Facet).Add(key.Project).Add(key.Axis).Add(key.Block).Add(key.Part).Add(deltas[key]).EndRow();
        await rows.FlushAsync(cancel);
        deltas.Clear();
    }

    /// <summary>Forgets all counts.</summary>
    public Task ClearAsync(CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition("delete from list_counts", cancellationToken: cancel));

    /// <summary>Notes a patch that is there.</summary>
    internal void Add(long project, (long Id, long Date) place, PatchFacets facets) => Note(project, place, facets, 1);

    /// <summary>Notes a cover letter or series that is there.</summary>
    internal void Add(long project, CountedList list, (long Id, long Date) place, long submitter) => Note(list, project, (place.Id, place.Date, submitter), 1);

    private void Note(long project, (long Id, long Date) place, PatchFacets facets, long by)
    {
        var state = (long)facets.State;
        FacetPerson? owner = facets.Delegate is { } name ? DelegateOf(name) : null;
        var submitter = FacetPerson.Submitter(facets.Submitter);
        NoteAll(Facet(null, null), project, place, AllAxes, by);
        NoteAll(Facet(state, null), project, place, AllAxes, by);
        if (owner is not null) NoteAll(Facet(null, owner), project, place, AllAxes, by);
        if (owner is not null) NoteAll(Facet(state, owner), project, place, AllAxes, by);
        NoteAll(Facet(null, submitter), project, place, LargeAxes, by);
        NoteAll(Facet(state, submitter), project, place, LargeAxes, by);

        long Facet(long? of, FacetPerson? person) => ListFacet.Of(CountedList.Patches, facets.IsArchived, of, person);
    }

    private void Note(CountedList list, long project, (long Id, long SentAt, long Submitter) row, long by)
    {
        NoteAll(ListFacet.Of(list, isArchived: false, state: null, person: null), project, (row.Id, row.SentAt), AllAxes, by);
        NoteAll(ListFacet.Of(list, isArchived: false, state: null, FacetPerson.Submitter(row.Submitter)), project, (row.Id, row.SentAt), LargeAxes, by);
    }

    private void NoteAll(long facet, long project, (long Id, long Date) place, ImmutableArray<ListAxis> axes, long by)
    {
        foreach (var axis in axes)
        {
            var (block, part) = ListBlocks.Of(axis, place.Id, place.Date);
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(deltas, new(facet, project, (long)axis, block, part), out _) += by;
        }
    }

    private FacetPerson DelegateOf(string name)
    {
        if (delegates.TryGetValue(name, out var known)) return known;
        var made = FacetPerson.Delegate(name);
        delegates.Add(name, made);
        return made;
    }

    private readonly record struct Key(long Facet, long Project, long Axis, long Block, long Part) : IComparable<Key>
    {
        public int CompareTo(Key other) => (Facet, Project, Axis, Block, Part).CompareTo((other.Facet, other.Project, other.Axis, other.Block, other.Part));
    }
}

/// <summary>What a patch is counted by.</summary>
/// <param name="State">Its state.</param>
/// <param name="IsArchived">Whether it is in the archive.</param>
/// <param name="Submitter">Who sent it.</param>
/// <param name="Delegate">Who handles it.</param>
internal readonly record struct PatchFacets(PatchState State, bool IsArchived, long Submitter, string? Delegate)
{
    /// <summary>Those of a row.</summary>
    public static PatchFacets Of(PatchRow row) => new(row.State, row.IsArchived, row.Submitter, row.Delegate);
}
