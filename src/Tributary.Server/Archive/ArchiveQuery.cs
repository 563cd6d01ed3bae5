using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>An archive's search, taken apart: its terms and the words between them, in the order in which they are worked out.</summary>
/// <param name="Parts">Terms, and behind what it joins each AND, OR and NOT (reverse Polish); never empty.</param>
internal sealed record ArchiveQuery(ImmutableArray<QueryPart> Parts)
{
    /// <summary>What the index can tell: every message that the query finds is among these.</summary>
    public QueryBounds Bound(Dialect dialect)
    {
        var stack = new Stack<QueryBounds>();
        foreach (var part in Parts)
        {
            stack.Push(part.Join switch
            {
                QueryJoin.And => QueryBounds.Both(dialect, stack.Pop(), stack.Pop()),
                QueryJoin.Or => QueryBounds.Either(dialect, stack.Pop(), stack.Pop()),
                QueryJoin.Not => Without(stack.Pop()),
                _ => part.Term!.Bound(dialect),
            });
        }

        return stack.Pop();
    }

    /// <summary>Whether it finds a message.</summary>
    public bool Finds(SearchedMail mail)
    {
        var stack = new Stack<bool>();
        foreach (var part in Parts)
        {
            var last = part.Join == QueryJoin.None ? part.Term!.IsIn(mail) : stack.Pop();
            stack.Push(part.Join switch
            {
                QueryJoin.And => stack.Pop() & last,
                QueryJoin.Or => stack.Pop() | last,
                QueryJoin.Not => !last,
                _ => last,
            });
        }

        return stack.Pop();
    }

    private static QueryBounds Without(QueryBounds _) => QueryBounds.Unknown;
}

/// <summary>How parts of a query are joined.</summary>
internal enum QueryJoin
{
    /// <summary>Not at all: a term.</summary>
    None = 0,

    /// <summary>One of both.</summary>
    Or = 1,

    /// <summary>Both.</summary>
    And = 2,

    /// <summary>The contrary of one.</summary>
    Not = 3,
}

/// <summary>A part of a query.</summary>
/// <param name="Join">What it does with the parts before it.</param>
/// <param name="Term">The term, where it is one.</param>
internal readonly record struct QueryPart(QueryJoin Join, ArchiveTerm? Term)
{
    /// <summary>A term.</summary>
    public static QueryPart Of(ArchiveTerm term) => new(QueryJoin.None, term);

    /// <summary>A word between terms.</summary>
    public static QueryPart Of(QueryJoin join) => new(join, Term: null);
}
