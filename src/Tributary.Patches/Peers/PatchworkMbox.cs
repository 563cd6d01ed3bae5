using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// A patch, pull request or cover letter as the mbox that Patchwork hands out, for <c>git am</c>: its own From line, headers of Patchwork
/// before those of the mail, the text with the tags of the replies behind the commit message, notes, diff; all in UTF-8.
/// </summary>
public sealed record PatchworkMbox
{
    private const string SubmitterField = "X-Patchwork-Submitter";
    private const string Unknown = "=?unknown-8bit?";

    /// <summary>The mail.</summary>
    public required Message Message { get; init; }

    /// <summary>The same, read.</summary>
    public required PatchMail Mail { get; init; }

    /// <summary>Its number in the API.</summary>
    public required long Number { get; init; }

    /// <summary>Who sent it, with a list's rewriting undone.</summary>
    public required Mailbox Submitter { get; init; }

    /// <summary>The address of the user who handles it, or null.</summary>
    public string? DelegateAddress { get; init; }

    /// <summary>The addresses of the project's lists: a mail that is from one of them was rewritten on its way (DMARC).</summary>
    public ImmutableArray<string> ListAddresses { get; init; } = [];

    /// <summary>The texts of the replies to it as <see cref="PatchworkText"/> has them, the oldest first.</summary>
    public ImmutableArray<string> Replies { get; init; } = [];

    /// <summary>Tags given on the cover letter, which hold for each patch. (Patchwork leaves them out.)</summary>
    public ImmutableArray<Trailer> TagsFromCover { get; init; } = [];

    /// <summary>The mbox of this one message; it ends with LF.</summary>
    public byte[] Write()
    {
        var body = Encoding.UTF8.GetBytes(WriteBody());
        var text = new StringBuilder(4096);
        // C's ctime: the day padded with a blank.
        text.Append(CultureInfo.InvariantCulture, $"From patchwork {Message.Date:ddd MMM} {Message.Date.Day,2} {Message.Date:HH:mm:ss yyyy}\n");
        text.Append("Content-Type: text/plain; charset=\"utf-8\"\nMIME-Version: 1.0\nContent-Transfer-Encoding: ");
        text.Append(Ascii.IsValid(body) ? "7bit\n" : "8bit\n");
        var submitter = FoldSubmitter();
        Field(text, SubmitterField, submitter);
        Field(text, "X-Patchwork-Id", Number.ToString(CultureInfo.InvariantCulture));
        if (DelegateAddress is not null && Mail.Kind is not MailKind.CoverLetter) Field(text, "X-Patchwork-Delegate", DelegateAddress);
        WriteFields(text, submitter);
        text.Append('\n');
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. body];
    }

    private void WriteFields(StringBuilder text, string submitter)
    {
        var isDated = false;
        foreach (var header in RefoldedHeaders.Of(Message))
        {
            var name = header.Name;
            // Python gives up on 8-bit bytes in a header (RFC 6532); git reads them, and so an author keeps his name.
            var isUnread = header.Value.Contains(Unknown, StringComparison.Ordinal);
            var value = (isUnread ? Message.FindHeader(name) : null) ?? RefoldedHeaders.Again(header);
            if (Is(name, "Content-Type") || Is(name, "Content-Transfer-Encoding")) continue;
            isDated |= Is(name, "Date");
            var isRewritten = Is(name, "From") && IsOfList(value);
            if (isRewritten) Field(text, "X-Patchwork-Original-From", value);
            Field(text, name, isRewritten ? submitter : value);
        }

        if (!isDated) Field(text, "Date", Message.Date.ToString("ddd, dd MMM yyyy HH:mm:ss '-0000'", CultureInfo.InvariantCulture));
    }

    private string WriteBody()
    {
        var (content, diff) = PatchworkText.Of(Message, Mail);
        var (message, notes) = Part(content);
        var body = new StringBuilder(message);
        foreach (var reply in Replies) AppendResponses(body, reply);
        AppendTagsFromCover(body);
        if (notes.Length > 0) body.Append("---").Append(notes).Append('\n');
        if (Mail.Kind is not MailKind.CoverLetter && diff is { Length: > 0 }) body.Append('\n').Append(diff);
        return body.ToString();
    }

    // At the first line of two or three dashes, with or without a blank behind them.
    private static (string Message, string Notes) Part(string content)
    {
        var text = content.Trim();
        if (text.Length == 0) return ("", "");
        for (var at = 0; at < text.Length;)
        {
            var line = DiffLine.At(text, at, out var next);
            if (line is "--" or "---" or "-- " or "--- ") return (text[..at].Trim() + "\n", text[(at + line.Length)..].TrimEnd());
            at = next;
        }

        return (text + "\n", "");
    }

    private static void AppendResponses(StringBuilder body, string reply)
    {
        foreach (var range in reply.AsSpan().Split('\n'))
        {
            var line = reply.AsSpan(range);
            if (IsResponse(line)) body.Append(line).Append('\n');
        }
    }

    private void AppendTagsFromCover(StringBuilder body)
    {
        if (TagsFromCover.IsEmpty) return;
        var there = new HashSet<(string, string)>();
        var text = body.ToString();
        foreach (var range in text.AsSpan().Split('\n'))
        {
            if (TrailerLine.TryRead(text.AsSpan(range), out var key, out var value)) there.Add(TagRules.Identity(new(key.ToString(), value.ToString())));
        }

        foreach (var tag in TagsFromCover.Where(tag => IsResponse($"{tag.Key}: ") && there.Add(TagRules.Identity(tag))))
            body.Append(tag.Key).Append(": ").Append(tag.Value).Append('\n');
    }

    private static bool IsResponse(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        return colon > 0 && line[..colon].ToString().ToLowerInvariant() is "tested-by" or "reviewed-by" or "acked-by" or "signed-off-by" or "nacked-by" or "reported-by";
    }

    private bool IsOfList(string value)
    {
        if (ListAddresses.IsEmpty) return false;
        var open = value.LastIndexOf('<');
        var address = (open < 0 ? value : value[(open + 1)..].TrimEnd().TrimEnd('>')).Trim();
        return ListAddresses.Contains(address, StringComparer.OrdinalIgnoreCase);
    }

    // As Python's formataddr has it, folded as every field.
    private string FoldSubmitter()
    {
        var name = Submitter.Name;
        var phrase = !Ascii.IsValid(name) ? $"=?utf-8?b?{Convert.ToBase64String(Encoding.UTF8.GetBytes(name))}?="
            : name.AsSpan().ContainsAny(Specials) ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : name;
        var value = phrase.Length == 0 ? Submitter.Address : $"{phrase} <{Submitter.Address}>";
        return RefoldedHeaders.Find(RefoldedHeaders.Of(MessageReader.Read(Encoding.UTF8.GetBytes($"{SubmitterField}: {value}\n\n"))), SubmitterField);
    }

    private static readonly SearchValues<char> Specials = SearchValues.Create("[]\\()<>@,:;\".");

    private static void Field(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append('\n');

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
