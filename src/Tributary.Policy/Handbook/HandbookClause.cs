using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>A clause of the subsystem's handbook (docs/handbook/clauses.yaml).</summary>
/// <param name="Id">E.g. <c>PFX-1</c>; never used for another.</param>
/// <param name="Chapter">The chapter that it stands in.</param>
/// <param name="About">What it is about, some words.</param>
/// <param name="Says">What the handbook asks, whole sentences.</param>
/// <param name="ServedBy">What makes it real, beside the rules that name it; empty where nothing does yet.</param>
public sealed record HandbookClause(string Id, string Chapter, string About, string Says, ImmutableArray<ClauseServant> ServedBy);

/// <summary>Something that makes a clause real.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The command (<c>trib route</c>), the page's address (<c>/queue/{name}</c>), or the name of the tests (<c>VersionLinksTests</c>).</param>
public sealed record ClauseServant(ServantKind Kind, string Name)
{
    /// <summary>As the handbook's file writes it: <c>command trib route</c>.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Name}";
}

/// <summary>What may serve a clause.</summary>
public enum ServantKind
{
    /// <summary>A rule of <c>trib check</c>.</summary>
    Rule,

    /// <summary>A command.</summary>
    Command,

    /// <summary>A page.</summary>
    Page,

    /// <summary>Tests that hold it true.</summary>
    Test,
}
