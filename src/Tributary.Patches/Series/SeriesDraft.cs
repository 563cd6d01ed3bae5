using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>A series in the making: messages that belong together.</summary>
internal sealed class SeriesDraft
{
    private readonly Dictionary<int, ThreadMember> numbers = [];
    private readonly List<ThreadMember> messages = [];
    private readonly SortedDictionary<long, bool> sides = [];
    private int? announced;
    private int highest;

    /// <summary>A series of one message.</summary>
    public SeriesDraft(ThreadMember member) => Add(member);

    /// <summary>The cover letter, or null; the first by date where several were joined.</summary>
    public ThreadMember? Cover { get; private set; }

    /// <summary>True while none of its messages answers another.</summary>
    public bool HasNoReferences { get; private set; } = true;

    /// <summary>How many patches were announced; where nobody said, the highest number.</summary>
    public int Total => Math.Max(1, announced ?? highest);

    /// <summary>True when each announced number is here.</summary>
    public bool IsComplete => CountPatches() == Total;

    /// <summary>Its messages, not sorted.</summary>
    public IReadOnlyList<ThreadMember> Messages => messages;

    /// <summary>The patches (or the request to pull) by number, then date and id.</summary>
    public ImmutableArray<ThreadMember> SortPatches() =>
    [
        .. messages.Where(member => member.Kind != MailKind.CoverLetter)
            .OrderBy(SeriesLabel.NumberOf).ThenBy(member => member.Date).ThenBy(member => member.Id),
    ];

    /// <summary>The cover letters beside <see cref="Cover"/>: only a person brings several together.</summary>
    public ImmutableArray<Mail.MessageId> ListOtherCovers() =>
        [.. messages.Where(member => member.Kind == MailKind.CoverLetter && member.Id != Cover?.Id).OrderBy(member => member.Date).ThenBy(member => member.Id).Select(member => member.Id)];

    /// <summary>Both in one; the larger is added to, so the smaller may no longer be used.</summary>
    public static SeriesDraft Merge(SeriesDraft one, SeriesDraft other)
    {
        var (large, small) = one.messages.Count >= other.messages.Count ? (one, other) : (other, one);
        foreach (var member in small.messages) large.Add(member);
        foreach (var (split, isSplitOff) in small.sides) large.sides[split] = isSplitOff;
        return large;
    }

    /// <summary>Notes on which side of a person's split it stands.</summary>
    public void KeepApart(long split, bool isSplitOff) => sides[split] = isSplitOff;

    /// <summary>True when a person split the two.</summary>
    public bool IsKeptFrom(SeriesDraft other) => sides.Any(side => other.sides.TryGetValue(side.Key, out var opposite) && opposite != side.Value);

    /// <summary>True when a number stands in both.</summary>
    public bool SharesNumber(SeriesDraft other)
    {
        var (large, small) = numbers.Count >= other.numbers.Count ? (numbers, other.numbers) : (other.numbers, numbers);
        return small.Keys.Any(large.ContainsKey);
    }

    /// <summary>True when the two share no number and together have them all.</summary>
    public bool Completes(SeriesDraft other) =>
        Total == other.Total && !SharesNumber(other) && CountPatches() + other.CountPatches() == Total;

    /// <summary>True for a cover letter that waits for patches of as many as this one says, of which none came under its own label, or for just this number: its sender forgot the version of one.</summary>
    public bool MayTakeIn(ThreadMember patch)
    {
        if (Cover is null) return false;
        var others = messages.Where(member => member.Kind == MailKind.Patch).Take(1).ToList();
        if (others.Count > 0 && SeriesLabel.Of(others[0]) == SeriesLabel.Of(patch) && SeriesLabel.Of(Cover) != SeriesLabel.Of(patch)) return true;
        if (others.Count > 0) return Total == patch.Subject.Total && patch.Subject.Number is > 0 and var number && number <= Total && !numbers.ContainsKey(number);
        if (patch.Subject.Number is null) return Total == 1 && Cover.Subject.Total == 1;
        // "[PATCHSET v10] title" above "[PATCH 01/36] …"
        if (Cover.Subject.Total is null) return true;
        return Total == patch.Subject.Total || Cover.Subject.Version == patch.Subject.Version;
    }

    /// <summary>True when this holds every patch of the other, under the same number and title and from the same person.</summary>
    public bool HoldsAgain(SeriesDraft other) => other.messages.All(again =>
        numbers.TryGetValue(SeriesLabel.NumberOf(again), out var member) && Person.Same(member.From, again.From)
        && TitleWords.Normalise(member.Subject.Title) == TitleWords.Normalise(again.Subject.Title));

    private int CountPatches() => numbers.Keys.Count(number => number >= 1 && number <= Total);

    private void Add(ThreadMember member)
    {
        messages.Add(member);
        var number = SeriesLabel.NumberOf(member);
        if (!numbers.TryGetValue(number, out var first) || IsBefore(member, first)) numbers[number] = member;
        HasNoReferences &= member.Ancestors.IsEmpty;
        highest = Math.Max(highest, number);
        if (member.Subject.Total is { } total) announced = Math.Max(announced ?? 0, total);
        if (member.Kind == MailKind.CoverLetter && (Cover is null || IsBefore(member, Cover))) Cover = member;
    }

    private static bool IsBefore(ThreadMember one, ThreadMember other) => (one.Date, one.Id).CompareTo((other.Date, other.Id)) < 0;
}
