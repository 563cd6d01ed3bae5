using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>What routing looks at: the series itself, mail that is older than it, and where the commit is that it mends; nothing that came after.</summary>
public sealed record RouteFacts
{
    /// <summary>The words of the prefix, as written.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The title of the cover letter, else of the first patch.</summary>
    public required string Title { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Its patches.</summary>
    public ImmutableArray<RoutePatch> Patches { get; init; } = [];

    /// <summary>To whom it went (<see cref="AddressHash"/>).</summary>
    public ImmutableArray<uint> Recipients { get; init; } = [];

    /// <summary>The prefixes of its earlier versions, newest first.</summary>
    public ImmutableArray<ImmutableArray<string>> Earlier { get; init; } = [];

    /// <summary>Trees that it asks for in words, or that answers to earlier versions ask for; lower case.</summary>
    public ImmutableArray<string> Asked { get; init; } = [];

    /// <summary>Where the commit is that it mends; null where no tree at hand proves it.</summary>
    public FixedPlace? Fixed { get; init; }

    /// <summary>True for a request to pull, which has no patches.</summary>
    public bool IsPullRequest { get; init; }

    /// <summary>Of a request to pull the repository and ref, parted by a space; else null.</summary>
    public string? PullUrl { get; init; }

    /// <summary>The facts of a pull request alone.</summary>
    /// <param name="pull">Its mail.</param>
    public static RouteFacts Of(ThreadMember pull)
    {
        ArgumentNullException.ThrowIfNull(pull);
        return new() { Tags = pull.Subject.Tags, Title = pull.Subject.Title, Date = pull.Date, Recipients = pull.Recipients, Asked = pull.AskedTrees, IsPullRequest = true, PullUrl = pull.PullUrl };
    }

    /// <summary>The facts of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="find">A message of its cluster.</param>
    /// <param name="answers">The answers to a message, of any date.</param>
    /// <param name="earlier">The messages of an earlier version, by its head.</param>
    public static RouteFacts Of(
        PatchSeries series, Func<MessageId, ThreadMember?> find, Func<MessageId, IEnumerable<ThreadMember>> answers, Func<MessageId, IEnumerable<MessageId>> earlier)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(find);
        var head = find(series.Head);
        ThreadMember[] patches = [.. series.Patches.Select(patch => find(patch.Message)).OfType<ThreadMember>()];
        ThreadMember[] own = head is null || patches.Contains(head) ? patches : [head, .. patches];
        var asked = own.SelectMany(static member => member.AskedTrees).Concat(series.Earlier.SelectMany(version => earlier(version.Head).SelectMany(answers))
            .Where(answer => answer.Date < series.Date).SelectMany(static answer => answer.AskedTrees));
        return new()
        {
            Tags = series.Tags,
            Title = head?.Subject.Title ?? series.Name,
            Date = series.Date,
            IsPullRequest = series.IsPullRequest,
            PullUrl = head?.PullUrl,
            Patches = [.. patches.Select(RoutePatch.Of)],
            Recipients = [.. own.SelectMany(static member => member.Recipients).Distinct()],
            Earlier = [.. series.Earlier.Select(version => find(version.Head)?.Subject.Tags ?? [])],
            Asked = [.. asked.Distinct(StringComparer.Ordinal)],
        };
    }
}

/// <summary>A patch, as far as routing looks at it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Paths">The files that it touches.</param>
/// <param name="HasFixes">True when it has a <c>Fixes:</c> tag.</param>
public sealed record RoutePatch(string Title, ImmutableArray<string> Paths, bool HasFixes)
{
    /// <summary>A patch of a thread.</summary>
    public static RoutePatch Of(ThreadMember patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return new(patch.Subject.Title, patch.Files, patch.Trailers.Any(static trailer => trailer.Key.Equals("Fixes", StringComparison.OrdinalIgnoreCase)));
    }
}
