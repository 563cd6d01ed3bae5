using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>An earlier version of a series.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Patches">Its patches with the tags that were given to them.</param>
public sealed record EarlierMail(int Version, ImmutableArray<EarlierPatch> Patches)
{
    /// <summary>True when it asked for comments only.</summary>
    public bool IsRfc { get; init; }

    /// <summary>The words of its prefix.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>True when both prefixes name something, and not the same: a backport, or the same work sent to another tree, counts anew.</summary>
    public bool IsForOther(SeriesMail series)
    {
        var own = series.Head.Mail.Subject.Tags;
        return !Tags.IsEmpty && !own.IsEmpty && !Tags.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(own.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The earlier version that a cluster knows.</summary>
    /// <param name="series">The earlier series.</param>
    /// <param name="find">The message of an id, or null.</param>
    public static EarlierMail Of(PatchSeries series, Func<MessageId, SeriesPart?> find) => new(series.Version,
    [
        .. from patch in series.Patches
           let part = find(patch.Message)
           where part is not null
           select new EarlierPatch(part.Mail.Subject.Title, part.Mail.DiffHash, [.. patch.Tags.Select(tag => tag.Trailer)]),
    ])
    {
        Tags = series.Tags, IsRfc = series.Tags.Contains("RFC", StringComparer.OrdinalIgnoreCase),
    };
}

/// <summary>A patch of an earlier version.</summary>
/// <param name="Title">Its title.</param>
/// <param name="DiffHash">Its diff's hash (<see cref="PatchMail.DiffHash"/>), or null.</param>
/// <param name="Tags">The tags that it bore, and those that were given to it.</param>
public sealed record EarlierPatch(string Title, string? DiffHash, ImmutableArray<Trailer> Tags);
