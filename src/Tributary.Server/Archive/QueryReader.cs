using System.Buffers;
using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>
/// Reads a search as people and programs write it for public-inbox: words, <c>"phrases"</c>, <c>prefix:term</c>, AND, OR, NOT, <c>-term</c>, brackets.
/// Words without anything between them must all be there. What is out of place (a bracket too many, an OR at the end) is passed over.
/// </summary>
internal ref struct QueryReader
{
    private const int MostCharacters = 4000;
    private const int MostTerms = 32;
    private const int MostBrackets = 8;

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"");
    private static readonly SearchValues<char> EndsInBrackets = SearchValues.Create(" \t\r\n\")");

    private readonly DateTimeOffset now;
    private readonly ImmutableArray<QueryPart>.Builder parts = ImmutableArray.CreateBuilder<QueryPart>();

    // Words that wait for what stands behind them; a bracket is marked by None.
    private readonly Stack<QueryJoin> waiting = new();

    // The prefix before each open bracket: it holds for the terms in it.
    private readonly Stack<ArchiveField> scopes = new();
    private ReadOnlySpan<char> rest;
    private int terms;
    private bool wantsTerm = true;
    private string? fault;

    private QueryReader(string text, DateTimeOffset now)
    {
        rest = text;
        this.now = now;
    }

    /// <summary>Reads a query.</summary>
    /// <param name="text">What was asked.</param>
    /// <param name="now">The time from which <c>2.weeks.ago</c> counts.</param>
    public static QueryReading Read(string text, DateTimeOffset now)
    {
        if (text.Length > MostCharacters) return new QueryReading.Wrong($"a search has at most {MostCharacters} characters");
        var reader = new QueryReader(text, now);
        while (reader.fault is null && reader.TakeOne())
        {
        }

        if (reader.fault is { } fault) return new QueryReading.Wrong(fault);
        while (reader.waiting.Count > 0) reader.Close();
        return reader.parts.Count == 0 ? new QueryReading.Empty() : new QueryReading.Done(new(reader.parts.ToImmutable()));
    }

    private bool TakeOne()
    {
        rest = rest.TrimStart();
        if (rest.IsEmpty) return false;
        if (rest[0] == ')')
        {
            rest = rest[1..];
            Close();
            return true;
        }

        if (TakeJoin() is { } join)
        {
            AddJoin(join);
            return true;
        }

        var field = ArchivePrefixes.Take(ref rest) ?? (scopes.TryPeek(out var scope) ? scope : ArchiveField.Anywhere);
        if (rest[0] == '(') Open(field);
        else AddTerm(field);
        return true;
    }

    private QueryJoin? TakeJoin()
    {
        if (rest is ['-', not (' ' or '-'), ..])
        {
            rest = rest[1..];
            return QueryJoin.Not;
        }

        if (rest is ['+', not ' ', ..])
        {
            rest = rest[1..];
            return QueryJoin.And;
        }

        return TakeWord("AND") ? QueryJoin.And : TakeWord("OR") ? QueryJoin.Or : TakeWord("NOT") ? QueryJoin.Not : null;
    }

    private bool TakeWord(string word)
    {
        if (!rest.StartsWith(word, StringComparison.Ordinal) || (rest.Length > word.Length && rest[word.Length] is not (' ' or '\t' or '\r' or '\n' or '(' or ')'))) return false;
        rest = rest[word.Length..];
        return true;
    }

    private void AddJoin(QueryJoin join)
    {
        if (join == QueryJoin.Not)
        {
            if (!wantsTerm) AddJoin(QueryJoin.And);
            if (waiting.TryPeek(out var last) && last == QueryJoin.Not) waiting.Pop();
            else waiting.Push(QueryJoin.Not);
            return;
        }

        if (wantsTerm) return;
        while (waiting.TryPeek(out var before) && before >= join) parts.Add(QueryPart.Of(waiting.Pop()));
        waiting.Push(join);
        wantsTerm = true;
    }

    private void Open(ArchiveField field)
    {
        rest = rest[1..];
        if (!wantsTerm) AddJoin(QueryJoin.And);
        waiting.Push(QueryJoin.None);
        scopes.Push(field);
        if (scopes.Count > MostBrackets) fault = $"a search has at most {MostBrackets} brackets in one another";
    }

    // Up to the bracket that is open, or to the beginning.
    private void Close()
    {
        // What still waits for a term gets none.
        while (wantsTerm && waiting.TryPeek(out var dangling) && dangling != QueryJoin.None) wantsTerm = Drop(waiting.Pop());
        while (waiting.TryPeek(out var join) && join != QueryJoin.None) parts.Add(QueryPart.Of(waiting.Pop()));
        if (waiting.TryPop(out _)) scopes.Pop();
    }

    // A NOT without its term leaves what stood before it wanting still; AND and OR had theirs before them.
    private static bool Drop(QueryJoin join) => join == QueryJoin.Not;

    private void AddTerm(ArchiveField field)
    {
        var text = TakeText();
        var isBeginning = text.EndsWith('*');
        if (isBeginning) text = text.TrimEnd('*');
        var term = new ArchiveTerm(field, text, isBeginning);
        if (field == ArchiveField.Date)
        {
            if (DateRange.Read(text, now) is { } span) term = term with { Span = span };
            else fault = "a date is written as 20260131, 2026-01-31, 2.weeks.ago or yesterday, a range as FROM.., ..TO or FROM..TO";
        }

        if (!term.SaysSomething) return;
        if (++terms > MostTerms) fault = $"a search has at most {MostTerms} terms";
        if (!wantsTerm) AddJoin(QueryJoin.And);
        parts.Add(QueryPart.Of(term));
        wantsTerm = false;
    }

    private string TakeText()
    {
        var isQuoted = rest[0] == '"';
        if (isQuoted) rest = rest[1..];
        var end = isQuoted ? rest.IndexOf('"') : scopes.Count > 0 ? rest.IndexOfAny(EndsInBrackets) : rest.IndexOfAny(Ends);
        if (end < 0) end = rest.Length;
        var text = rest[..end].ToString();
        rest = rest[Math.Min(rest.Length, end + (isQuoted ? 1 : 0))..];
        return text;
    }
}

/// <summary>How the reading of a search ended.</summary>
internal abstract record QueryReading
{
    private QueryReading()
    {
    }

    /// <summary>It says what to look for.</summary>
    public sealed record Done(ArchiveQuery Query) : QueryReading;

    /// <summary>It holds nothing to look for.</summary>
    public sealed record Empty : QueryReading;

    /// <summary>It cannot be answered.</summary>
    /// <param name="Why">In one line.</param>
    public sealed record Wrong(string Why) : QueryReading;
}
