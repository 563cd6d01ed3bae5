using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>What became of the patches of a series in its next version, as <c>git range-diff</c> says it: from the mails alone, so that no tree must be at hand.</summary>
public static class RangeDiff
{
    // As git's default: a patch is new where rewriting another into it costs more than this share of its lines.
    private const int CreationPercent = 60;

    // Beyond, comparing all with all would take seconds: those with the same title are taken for the same.
    private const int MostCompared = 1600;

    /// <summary>Compares two versions.</summary>
    /// <param name="older">The patches of the earlier version, in order.</param>
    /// <param name="newer">Those of the later.</param>
    /// <returns>Every patch once, in git's order: that of the later version, those that are gone where they stood.</returns>
    public static ImmutableArray<RangePair> Compare(ImmutableArray<RangePatch> older, ImmutableArray<RangePatch> newer)
    {
        ImmutableArray<RangeText> before = [.. older.Select(RangeText.Of)], after = [.. newer.Select(RangeText.Of)];
        return Order(before, after, Match(before, after));
    }

    // For each of the newer its older, or -1.
    private static int[] Match(ImmutableArray<RangeText> before, ImmutableArray<RangeText> after)
    {
        var match = Enumerable.Repeat(-1, after.Length).ToArray();
        var isTaken = new bool[before.Length];
        Take((before, after), (match, isTaken), static text => text.DiffText);
        if (isTaken.Count(static taken => !taken) * match.Count(static one => one < 0) > MostCompared) Take((before, after), (match, isTaken), static text => text.Title);
        int[] olds = [.. Enumerable.Range(0, before.Length).Where(index => !isTaken[index])], news = [.. Enumerable.Range(0, after.Length).Where(index => match[index] < 0)];
        if (olds.Length == 0 || news.Length == 0 || olds.Length * news.Length > MostCompared) return match;
        var size = olds.Length + news.Length;
        var cost = new int[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                cost[row, column] = (row < olds.Length, column < news.Length) switch
                {
                    (true, true) => LineDiff.Size(before[olds[row]].Diff, after[news[column]].Diff),
                    (true, false) => before[olds[row]].Diff.Length * CreationPercent / 100,
                    (false, true) => after[news[column]].Diff.Length * CreationPercent / 100,
                    _ => 0,
                };
            }
        }

        var columns = Assignment.Solve(cost);
        for (var row = 0; row < olds.Length; row++)
        {
            if (columns[row] < news.Length) match[news[columns[row]]] = olds[row];
        }

        return match;
    }

    // The same text of both sides, each once, the first with the first.
    private static void Take((ImmutableArray<RangeText> Before, ImmutableArray<RangeText> After) texts, (int[] Match, bool[] IsTaken) work, Func<RangeText, string> key)
    {
        var free = Enumerable.Range(0, texts.Before.Length).Where(index => !work.IsTaken[index]).GroupBy(index => key(texts.Before[index]), StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => new Queue<int>(group), StringComparer.Ordinal);
        for (var index = 0; index < texts.After.Length; index++)
        {
            if (work.Match[index] >= 0 || !free.TryGetValue(key(texts.After[index]), out var queue) || !queue.TryDequeue(out var old)) continue;
            work.Match[index] = old;
            work.IsTaken[old] = true;
        }
    }

    private static ImmutableArray<RangePair> Order(ImmutableArray<RangeText> before, ImmutableArray<RangeText> after, int[] match)
    {
        var pairs = ImmutableArray.CreateBuilder<RangePair>();
        var (isMatched, isShown) = (new bool[before.Length], new bool[before.Length]);
        foreach (var old in match.Where(static old => old >= 0)) isMatched[old] = true;
        for (int old = 0, now = 0; old < before.Length || now < after.Length;)
        {
            if (old < before.Length && (isShown[old] || !isMatched[old]))
            {
                if (!isShown[old]) pairs.Add(new(old, null, RangeMark.Gone, []));
                old++;
            }
            else if (now < after.Length && match[now] < 0) pairs.Add(new(null, now++, RangeMark.New, []));
            else
            {
                var (left, right) = (before[match[now]], after[now]);
                var isSame = left.Lines.SequenceEqual(right.Lines, StringComparer.Ordinal);
                pairs.Add(new(match[now], now, isSame ? RangeMark.Same : RangeMark.Changed, isSame ? [] : LineDiff.Write(left.Lines, right.Lines)));
                isShown[match[now++]] = true;
            }
        }

        return pairs.ToImmutable();
    }
}

/// <summary>A patch as versions are compared by it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Author">Its author, <c>Name &lt;address&gt;</c>.</param>
/// <param name="Message">The commit message below the title, trailers and all.</param>
/// <param name="Diff">The diff, with LF line ends.</param>
public sealed record RangePatch(string Title, string Author, string Message, string Diff)
{
    /// <summary>Of a mail.</summary>
    public static RangePatch Of(PatchMail mail) => new(mail.Subject.Title, $"{mail.Author.Name} <{mail.Author.Address}>", mail.Content, mail.Diff ?? "");
}

/// <summary>What became of a patch.</summary>
public enum RangeMark
{
    /// <summary>It is the same: <c>=</c>.</summary>
    Same = 0,

    /// <summary>It was changed: <c>!</c>.</summary>
    Changed = 1,

    /// <summary>It is no more: <c>&lt;</c>.</summary>
    Gone = 2,

    /// <summary>It is new: <c>&gt;</c>.</summary>
    New = 3,
}

/// <summary>A patch of the one version and its like in the other.</summary>
/// <param name="Old">Which of the earlier version, from 0; null: it is new.</param>
/// <param name="New">Which of the later; null: it is gone.</param>
/// <param name="Mark">What became of it.</param>
/// <param name="Lines">Where it was changed, the lines that differ, with three around them: a blank, <c>-</c> or <c>+</c>, then the line of the patch; <c>@@</c> parts distant places.</param>
public sealed record RangePair(int? Old, int? New, RangeMark Mark, ImmutableArray<string> Lines)
{
    /// <summary>git's letter for it.</summary>
    public char Letter => Mark switch { RangeMark.Same => '=', RangeMark.Changed => '!', RangeMark.Gone => '<', _ => '>' };
}
