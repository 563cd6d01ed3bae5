using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>The ids that a message bears and names.</summary>
internal static class MessageIds
{
    private const int MostRead = 100_000;

    /// <summary>The message's own id, or one made from its content.</summary>
    public static MessageId ReadOwn(HeaderFields fields, Source source, MailLimits limits, DefectNotes notes)
    {
        if (!fields.TryFindOnly("message-id"u8, notes, out var field)) return Make(fields, source, limits, notes);
        List<MessageId> ids = [];
        var isClean = MessageIdParser.Parse(field.RawValue, ids);
        if (ids.Count == 0) return Make(fields, source, limits, notes);
        if (!isClean || ids.Count > 1) notes.Add(DefectCode.MessageIdBroken, "The Message-Id is malformed.");
        if (field.RawValue.Length > MailLimits.MessageIdLength && MessageId.IsDigestOfLong(ids[0]))
            notes.Add(DefectCode.MessageIdLong, $"The Message-Id is longer than {MailLimits.MessageIdLength} characters.");
        return ids[0];
    }

    /// <summary>The ids of all fields of that name, each once, in order; of too many the first and the last are kept.</summary>
    public static ImmutableArray<MessageId> ReadAll(HeaderFields fields, ReadOnlySpan<byte> name, MailLimits limits, DefectNotes notes)
    {
        var i = fields.Find(name);
        if (i < 0) return [];
        List<MessageId> ids = [];
        for (; i >= 0 && ids.Count < MostRead; i = fields.Find(name, i + 1)) MessageIdParser.Parse(fields.All[i].RawValue, ids);
        if (ids.Count > 1) ids = [.. ids.Distinct()];
        if (ids.Count <= limits.References) return [.. ids];
        notes.Add(DefectCode.ReferencesTooMany, $"Of {ids.Count} ids in {fields.All[fields.Find(name)].Name} {limits.References} are kept.");
        return [ids[0], .. ids[^(limits.References - 1)..]];
    }

    private static MessageId Make(HeaderFields fields, Source source, MailLimits limits, DefectNotes notes)
    {
        notes.Add(DefectCode.MessageIdAbsent, "There is no Message-Id; one was made from the content.");
        return limits.HasLastingIds ? ContentId.Of(fields, source) : ContentId.Passing(source.Raw.Span);
    }
}
