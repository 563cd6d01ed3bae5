using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A filter of which the kept counts know: how many rows it leaves, and in which blocks they are.</summary>
internal sealed record CountedFilter
{
    private const int MostFacets = 64;

    /// <summary>The list.</summary>
    public required CountedList List { get; init; }

    /// <summary>Projects; at least one.</summary>
    public required ImmutableArray<long> Projects { get; init; }

    /// <summary>States; empty for any.</summary>
    public ImmutableArray<long> States { get; init; } = [];

    /// <summary>Delegates, as stored; empty for any.</summary>
    public ImmutableArray<string> Delegates { get; init; } = [];

    /// <summary>Submitters; empty for any.</summary>
    public ImmutableArray<long> Submitters { get; init; } = [];

    /// <summary>In the archive or not.</summary>
    public bool? IsArchived { get; init; }

    /// <summary>At or after this time.</summary>
    public long? Since { get; init; }

    /// <summary>Before this time.</summary>
    public long? Before { get; init; }

    /// <summary>From this number on.</summary>
    public long? FromId { get; init; }

    /// <summary>Below this number.</summary>
    public long? ToId { get; init; }

    /// <summary>So few rows between two dates are gathered and sorted by number.</summary>
    public long FewRows { get; init; } = 1500;

    /// <summary>True if dates are asked for.</summary>
    public bool HasDates => Since is not null || Before is not null;

    /// <summary>The facets whose rows are those of the filter, apart from its dates; empty if the counts do not know it.</summary>
    public ImmutableArray<long> Facets()
    {
        if (Delegates.Length > 0 && Submitters.Length > 0) return [];
        if ((long)Math.Max(States.Length, 1) * Math.Max(Delegates.Length + Submitters.Length, 1) * 2 > MostFacets) return [];
        ImmutableArray<long?> states = States.Length == 0 ? [null] : [.. States.Distinct().Select(state => (long?)state)];
        ImmutableArray<bool> archives = IsArchived is { } only ? [only] : List is CountedList.Patches or CountedList.Events ? [false, true] : [false];
        return [.. from state in states from person in People() from isArchived in archives select ListFacet.Of(List, isArchived, state, person)];
    }

    /// <summary>The lists of which an order by state, archive or project consists, in that order; none for any other field.</summary>
    public ImmutableArray<CountedFilter> Split(ListOrder order)
    {
        IEnumerable<CountedFilter> parts = order.Field switch
        {
            "state" => (States.Length > 0 ? States.Order() : Enum.GetValues<PatchState>().Select(state => (long)state)).Select(state => this with { States = [state] }),
            "archived" => (IsArchived is { } only ? (bool[])[only] : [false, true]).Select(isArchived => this with { IsArchived = isArchived }),
            "project" => Projects.Order().Select(project => this with { Projects = [project] }),
            _ => [],
        };
        return [.. order.IsDescending ? parts.Reverse() : parts];
    }

    private ImmutableArray<FacetPerson?> People()
    {
        if (Delegates.Length > 0) return [.. Delegates.Distinct().Select(name => (FacetPerson?)FacetPerson.Delegate(name))];
        return Submitters.Length > 0 ? [.. Submitters.Distinct().Select(id => (FacetPerson?)FacetPerson.Submitter(id))] : [null];
    }
}
