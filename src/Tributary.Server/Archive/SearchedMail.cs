using System.Text;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>A message that a search looks into; each field is split into words when it is first asked for.</summary>
internal sealed class SearchedMail(ReadOnlyMemory<byte> raw)
{
    private readonly Message message = MessageReader.Read(raw);
    private readonly Dictionary<ArchiveField, string> lines = [];
    private PatchMail? patch;

    /// <summary>Its id.</summary>
    public MessageId Id => message.Id;

    /// <summary>When it was sent.</summary>
    public DateTimeOffset Date => message.Date;

    private PatchMail Patch => patch ??= PatchMail.Read(message);

    /// <summary>The words of a field, as <see cref="WordPhrase.StandsIn"/> takes them.</summary>
    public string LineOf(ArchiveField field) => lines.TryGetValue(field, out var line) ? line : lines[field] = Read(field);

    /// <summary>True if its diff names a blob that begins so (or whose short name begins that).</summary>
    public bool HasBlob(ArchiveField field, string name)
    {
        foreach (var line in (Patch.Diff ?? "").AsSpan().EnumerateLines())
        {
            if (!DiffBlobs.TryRead(line, out var before, out var after)) continue;
            if (field != ArchiveField.BlobAfter && IsSame(before, name)) return true;
            if (field != ArchiveField.BlobBefore && IsSame(after, name)) return true;
        }

        return false;
    }

    private static bool IsSame(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one.StartsWith(other, StringComparison.OrdinalIgnoreCase) || other.StartsWith(one, StringComparison.OrdinalIgnoreCase);

    private string Read(ArchiveField field) => field switch
    {
        ArchiveField.Anywhere => string.Join(' ', LinesOf(MessageWords.Of(message))),
        ArchiveField.Subject => WordPhrase.Line(message.Subject),
        ArchiveField.From => Line([message.From]),
        ArchiveField.To => Line(message.To),
        ArchiveField.Cc => Line(message.Cc),
        ArchiveField.Body => WordPhrase.Line(Body(static _ => true)),
        ArchiveField.Quoted => WordPhrase.Line(Body(static line => line is ['>', ..])),
        ArchiveField.Unquoted => WordPhrase.Line(Body(static line => line is not ['>', ..])),
        ArchiveField.Attachment => Apart(message.Parts.Select(part => part.FileName)),
        ArchiveField.Id => WordPhrase.Line(message.Id.Value),
        ArchiveField.List => Apart(message.ListIds),
        ArchiveField.Path => Apart(Patch.Files.SelectMany(file => (string[])[file.Path, file.OldPath])),
        ArchiveField.PatchId => WordPhrase.Line(Patch.Diff is { } diff ? PatchId.Of(diff) : ""),
        _ => WordPhrase.Line(Changes(field)),
    };

    private static string[] LinesOf(MessageWords words) => [$" {words.Subject} ", $" {words.Sender} ", $" {words.Text} "];

    // A sign that is no word's stands between, so that no phrase goes on from one into the next.
    private static string Apart(IEnumerable<string> texts) => string.Join('\n', texts.Select(text => WordPhrase.Line(text)));

    private static string Line(IEnumerable<Tributary.Mail.Mailbox> people) => Apart(people.Select(person => $"{person.Name} {person.Address}"));

    private string Body(Func<string, bool> isMeant)
    {
        var text = new StringBuilder();
        foreach (var part in message.Parts)
        {
            foreach (var line in (part.Text ?? "").Split('\n').Where(isMeant)) text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private string Changes(ArchiveField field)
    {
        var text = new StringBuilder();
        foreach (var line in (Patch.Diff ?? "").AsSpan().EnumerateLines())
        {
            var isMeant = field switch
            {
                ArchiveField.Added => line is ['+', ..] && !line.StartsWith("+++ "),
                ArchiveField.Removed => line is ['-', ..] && !line.StartsWith("--- "),
                ArchiveField.Context => line is [' ', ..],
                _ => line.StartsWith("@@ "),
            };
            if (isMeant) text.Append(field == ArchiveField.Hunk ? line[(line.LastIndexOf("@@") + 2)..] : line[1..]).Append('\n');
        }

        return text.ToString();
    }
}
