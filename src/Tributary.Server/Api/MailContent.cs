using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the API shows of a mail itself, as Patchwork keeps it.</summary>
/// <param name="Headers">Its header fields.</param>
/// <param name="Text">Its text, and its diff when it is a patch.</param>
internal sealed record MailContent(ImmutableArray<RefoldedHeader> Headers, PatchworkText Text)
{
    /// <summary>A mail that has gone since it was listed.</summary>
    public static MailContent Gone { get; } = new([], new PatchworkText("", null));

    /// <summary>Its subject, folded and encoded as the field is kept.</summary>
    public string Subject => RefoldedHeaders.Find(Headers, "Subject");

    /// <summary>Reads a stored mail.</summary>
    public static MailContent Of(StoredMessage stored)
    {
        var message = MessageReader.Read(stored.Raw);
        var isPatch = stored.Kind is MailKind.Patch or MailKind.PullRequest;
        return new(RefoldedHeaders.Of(message), isPatch ? PatchworkText.Of(message, PatchMail.Read(message)) : PatchworkText.OfLetter(message));
    }

    /// <summary>
    /// The fields as an object: a name that stands once has a text, a name that stands more often a list of all its texts, names of another
    /// case among them.
    /// </summary>
    /// <param name="writer">Where to.</param>
    public void WriteHeaders(ApiWriter writer)
    {
        var all = Headers.ToLookup(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
        writer.Json.WriteStartObject();
        foreach (var name in Headers.Select(header => header.Name).Distinct(StringComparer.Ordinal))
        {
            writer.Json.WritePropertyName(name);
            WriteValues(writer, [.. all[name]]);
        }

        writer.Json.WriteEndObject();
    }

    private static void WriteValues(ApiWriter writer, ImmutableArray<string> values)
    {
        if (values is [var only])
        {
            writer.Text(only);
            return;
        }

        writer.Json.WriteStartArray();
        foreach (var value in values) writer.Text(value);
        writer.Json.WriteEndArray();
    }
}
