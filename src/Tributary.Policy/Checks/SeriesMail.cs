using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>The mail of one series: what the rules see.</summary>
public sealed record SeriesMail
{
    /// <summary>The cover letter, or null.</summary>
    public SeriesPart? Cover { get; init; }

    /// <summary>The patches by number.</summary>
    public required ImmutableArray<SeriesPart> Patches { get; init; }

    /// <summary>The answers to it that are known, oldest first.</summary>
    public ImmutableArray<SeriesPart> Replies { get; init; } = [];

    /// <summary>The cover letter, else the first patch: what speaks for the series.</summary>
    public SeriesPart Head => Cover ?? Patches[0];

    /// <summary>The cover letter and the patches.</summary>
    public ImmutableArray<SeriesPart> Letters => Cover is null ? Patches : [Cover, .. Patches];

    /// <summary>The version, 1 for the first.</summary>
    public int Version => Head.Mail.Subject.Version;

    /// <summary>How many patches were announced.</summary>
    public int Total
    {
        get
        {
            var total = Head.Mail.Subject.Total ?? 1;
            foreach (var patch in Patches) total = Math.Max(total, patch.Mail.Subject.Total ?? 1);
            return total;
        }
    }

    /// <summary>True when it asks for comments, and not to be applied.</summary>
    public bool IsRfc => Head.Mail.Subject.IsRfc;

    /// <summary>True when any patch touches a path of the area.</summary>
    public bool Touches(ImmutableArray<string> area)
    {
        foreach (var patch in Patches)
        {
            if (!area.IsEmpty && PathPattern.TouchesAny(patch.Mail, area)) return true;
        }

        return false;
    }

    /// <summary>True when patches and nothing else are of the area.</summary>
    public bool IsOnly(ImmutableArray<string> area)
    {
        foreach (var patch in Patches)
        {
            if (!PathPattern.IsOnly(patch.Mail, area)) return false;
        }

        return !area.IsEmpty;
    }

    /// <summary>The series of messages that were sent together; null where none of them is a patch.</summary>
    /// <param name="parts">Cover letter, patches and replies, in any order.</param>
    public static SeriesMail? Of(IEnumerable<SeriesPart> parts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (patches, replies) = (new List<SeriesPart>(), new List<SeriesPart>());
        SeriesPart? cover = null;
        foreach (var part in parts)
        {
            if (!seen.Add(part.Id.Value)) continue;
            if (part.Mail.Kind == MailKind.Patch) Insert(patches, part, static one => one.Number);
            else if (part.Mail.Kind == MailKind.Reply) Insert(replies, part, static _ => 0);
            else if (part.Mail.Kind == MailKind.CoverLetter) cover ??= part;
        }

        return patches.Count == 0 ? null : new() { Cover = cover, Patches = [.. patches], Replies = [.. replies] };
    }

    // Puts a part behind those of a lower number, or of the same and no later date: sorted, and as they came where they are equal.
    private static void Insert(List<SeriesPart> list, SeriesPart part, Func<SeriesPart, int> number)
    {
        var at = list.Count;
        while (at > 0 && (number(list[at - 1]) > number(part) || (number(list[at - 1]) == number(part) && list[at - 1].Message.Date > part.Message.Date))) at--;
        list.Insert(at, part);
    }

    /// <summary>The mail of a series that a cluster holds; null for a pull request, or where mail is missing.</summary>
    /// <param name="series">The series.</param>
    /// <param name="find">The message of an id, or null.</param>
    public static SeriesMail? Of(PatchSeries series, Func<MessageId, SeriesPart?> find)
    {
        if (series.IsPullRequest) return null;
        ImmutableArray<SeriesPart> patches = [.. series.Patches.Where(patch => patch.ReplacedBy is null).Select(patch => find(patch.Message)).OfType<SeriesPart>()];
        return patches.IsEmpty ? null : new() { Cover = series.Cover is { } cover ? find(cover) : null, Patches = patches };
    }
}
