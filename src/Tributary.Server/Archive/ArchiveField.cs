using System.Collections.Frozen;

namespace Tributary.Server;

/// <summary>Where a term of an archive's search is looked for.</summary>
internal enum ArchiveField
{
    /// <summary>Subject, sender, text and changed lines, Message-Id: what the index of words holds.</summary>
    Anywhere = 0,

    /// <summary>The subject.</summary>
    Subject = 1,

    /// <summary>The sender.</summary>
    From = 2,

    /// <summary>To.</summary>
    To = 3,

    /// <summary>Cc.</summary>
    Cc = 4,

    /// <summary>To or Cc.</summary>
    ToOrCc = 5,

    /// <summary>The sender, To or Cc.</summary>
    Anybody = 6,

    /// <summary>All text of the body.</summary>
    Body = 7,

    /// <summary>The body or the subject.</summary>
    BodyOrSubject = 8,

    /// <summary>The body without quoted lines.</summary>
    Unquoted = 9,

    /// <summary>The quoted lines of the body.</summary>
    Quoted = 10,

    /// <summary>The names of attached files.</summary>
    Attachment = 11,

    /// <summary>When it was sent.</summary>
    Date = 12,

    /// <summary>Words of the Message-Id.</summary>
    Id = 13,

    /// <summary>The Message-Id, whole.</summary>
    ExactId = 14,

    /// <summary>The List-Id.</summary>
    List = 15,

    /// <summary>The paths that a diff touches.</summary>
    Path = 16,

    /// <summary>Lines that a diff removes.</summary>
    Removed = 17,

    /// <summary>Lines that a diff adds.</summary>
    Added = 18,

    /// <summary>Lines that a diff leaves alone.</summary>
    Context = 19,

    /// <summary>What stands behind the @@ of a hunk: usually the function.</summary>
    Hunk = 20,

    /// <summary>The blob before the change.</summary>
    BlobBefore = 21,

    /// <summary>The blob after it.</summary>
    BlobAfter = 22,

    /// <summary>Either.</summary>
    Blob = 23,

    /// <summary>What <c>git patch-id --stable</c> says of the diff.</summary>
    PatchId = 24,

    /// <summary>The line <c>change-id:</c> that b4 writes.</summary>
    ChangeId = 25,
}

/// <summary>The prefixes by which the fields are asked for: those of public-inbox, and a few that people try.</summary>
internal static class ArchivePrefixes
{
    private static readonly FrozenDictionary<string, ArchiveField> Fields = new Dictionary<string, ArchiveField>(StringComparer.OrdinalIgnoreCase)
    {
        ["s"] = ArchiveField.Subject, ["subject"] = ArchiveField.Subject,
        ["f"] = ArchiveField.From, ["from"] = ArchiveField.From,
        ["t"] = ArchiveField.To, ["to"] = ArchiveField.To,
        ["c"] = ArchiveField.Cc, ["cc"] = ArchiveField.Cc,
        ["tc"] = ArchiveField.ToOrCc, ["a"] = ArchiveField.Anybody, ["tcf"] = ArchiveField.Anybody,
        ["b"] = ArchiveField.Body, ["bs"] = ArchiveField.BodyOrSubject, ["nq"] = ArchiveField.Unquoted, ["q"] = ArchiveField.Quoted,
        ["n"] = ArchiveField.Attachment,
        ["d"] = ArchiveField.Date, ["dt"] = ArchiveField.Date, ["rt"] = ArchiveField.Date,
        ["m"] = ArchiveField.Id, ["mid"] = ArchiveField.ExactId, ["l"] = ArchiveField.List,
        ["dfn"] = ArchiveField.Path, ["dfa"] = ArchiveField.Removed, ["dfb"] = ArchiveField.Added, ["dfctx"] = ArchiveField.Context, ["dfhh"] = ArchiveField.Hunk,
        ["dfpre"] = ArchiveField.BlobBefore, ["dfpost"] = ArchiveField.BlobAfter, ["dfblob"] = ArchiveField.Blob,
        ["patchid"] = ArchiveField.PatchId, ["changeid"] = ArchiveField.ChangeId,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ArchiveField>.AlternateLookup<ReadOnlySpan<char>> Lookup = Fields.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Takes a prefix with its colon from the beginning of a text, if a known one stands there.</summary>
    public static ArchiveField? Take(ref ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon is < 1 or > 8 || colon + 1 == text.Length || !Lookup.TryGetValue(text[..colon], out var field)) return null;
        text = text[(colon + 1)..];
        return field;
    }
}
