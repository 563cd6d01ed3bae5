using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the page of a message shows.</summary>
public sealed record MailModel
{
    /// <summary>The project in which it was found.</summary>
    public required StoredProject Project { get; init; }

    /// <summary>The message as it is stored.</summary>
    public required StoredMessage Stored { get; init; }

    /// <summary>The message, read.</summary>
    public required Message Message { get; init; }

    /// <summary>The same as people of patches see it.</summary>
    public required PatchMail Mail { get; init; }

    /// <summary>The series that it belongs to, or null.</summary>
    public SeriesDetail? Series { get; init; }

    /// <summary>The answers to it, when it is a patch, cover letter or pull request.</summary>
    public required Discussion Discussion { get; init; }

    /// <summary>What the rules found in it, by their places.</summary>
    public ImmutableArray<StoredFinding> Findings { get; init; } = [];

    /// <summary>When the page was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The message with its place in its series, the answers without their texts.</summary>
    /// <param name="project">The project in which it was found.</param>
    /// <param name="stored">The message.</param>
    /// <param name="series">The series of it, or null.</param>
    /// <param name="now">When this is asked.</param>
    public static MailModel Of(StoredProject project, StoredMessage stored, SeriesDetail? series, DateTimeOffset now)
    {
        var message = MessageReader.Read(stored.Raw);
        return new()
        {
            Project = project,
            Stored = stored,
            Message = message,
            Mail = PatchMail.Read(message),
            Series = series,
            Discussion = Discussion.Of(stored.Id, series?.Thread ?? [], ImmutableDictionary<MessageId, PatchMail>.Empty),
            Now = now,
        };
    }

    /// <summary>Its line in the series, when it is a patch of one.</summary>
    public SeriesPatchRow? Patch => Series?.Patches.FirstOrDefault(patch => patch.Message == Stored.Id);

    /// <summary>The patch so many places after this one in the series (before it when negative), or null.</summary>
    public SeriesPatchRow? Beside(int places)
    {
        if (Series is null || Patch is not { } patch) return null;
        var at = Series.Patches.IndexOf(patch) + places;
        return at >= 0 && at < Series.Patches.Length ? Series.Patches[at] : null;
    }

    /// <summary>Parts that are neither its text nor its diff: attachments by name.</summary>
    public ImmutableArray<MailPart> Attachments => [.. Message.Parts.Where(part => part.IsAttachment || part.FileName.Length > 0 || part.Text is null)];
}
