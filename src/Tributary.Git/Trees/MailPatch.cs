using System.Collections.Immutable;
using System.Text;
using Tributary.Patches;

namespace Tributary.Git;

/// <summary>A patch of a mail as <c>git mailinfo</c> reads it: what <c>git am</c> would commit.</summary>
/// <param name="Author">The author.</param>
/// <param name="Title">The title, brackets taken off.</param>
/// <param name="Date">The author's date, as the mail has it.</param>
/// <param name="Message">The message below the title, with LF line ends.</param>
/// <param name="Patch">The rest: the rule of dashes, notes, the diff; byte for byte.</param>
public sealed record MailPatch(GitPerson Author, string Title, string Date, string Message, ReadOnlyMemory<byte> Patch)
{
    private static readonly UTF8Encoding Utf8 = new(false);
    private static readonly string[] Prefixes = ["--- ", "+++ ", "rename from ", "rename to ", "copy from "];

    /// <summary>Reads a mail.</summary>
    /// <param name="raw">The mail.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null where git finds no patch in it.</returns>
    public static async Task<MailPatch?> ReadAsync(ReadOnlyMemory<byte> raw, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("tributary-mail-").FullName;
        try
        {
            var (message, patch) = (Path.Combine(folder, "message"), Path.Combine(folder, "patch"));
            var info = await GitProgram.RunInAsync(
                new() { Folder = folder }, null, ["mailinfo", "--scissors", "--quoted-cr=strip", "--encoding=UTF-8", message, patch], Unix(raw.Span), cancel);
            if (!info.IsSuccess || !File.Exists(patch)) return null;
            var bytes = await File.ReadAllBytesAsync(patch, cancel);
            if (bytes.AsSpan().IndexOf("\n+++ "u8) < 0 && bytes.AsSpan().IndexOf("diff --git "u8) < 0) return null;
            var fields = info.Text.Split('\n').Select(static line => line.Split(": ", 2)).Where(static parts => parts.Length == 2).DistinctBy(static parts => parts[0]).ToDictionary(static parts => parts[0], static parts => parts[1]);
            return new(
                new(fields.GetValueOrDefault("Author", ""), fields.GetValueOrDefault("Email", "")), fields.GetValueOrDefault("Subject", ""), fields.GetValueOrDefault("Date", ""),
                Encoding.UTF8.GetString(await File.ReadAllBytesAsync(message, cancel)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal), bytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A mail of it for <c>git am --patch-format=mboxrd</c>, with another message.</summary>
    /// <param name="message">The message below the title.</param>
    /// <param name="id">The Message-Id, bare.</param>
    public ReadOnlyMemory<byte> ToMail(string message, string id)
    {
        // Named in the body too: then no line of the message can be taken for a header of the body.
        var from = $"{Quote(Author.Name)} <{Line(Author.Email)}>";
        var head = $"From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: {from}\nDate: {Line(Date)}\nSubject: [PATCH] {Line(Title)}\nMessage-Id: <{Line(id)}>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\nFrom: {from}\n\n";
        var mail = new MemoryStream();
        mail.Write(Utf8.GetBytes(head));
        WriteQuoted(mail, Utf8.GetBytes(message.EndsWith('\n') ? message : message + "\n"));
        if (!Patch.Span.StartsWith("---\n"u8)) mail.Write("---\n"u8);
        WriteQuoted(mail, Patch.Span);
        mail.Write("\n"u8);
        return mail.ToArray();
    }

    /// <summary>The paths that the diff names, before and after.</summary>
    public ImmutableArray<string> Paths
    {
        get
        {
            var paths = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var line in Encoding.UTF8.GetString(Patch.Span).Split('\n'))
            {
                if (Prefixes.FirstOrDefault(one => line.StartsWith(one, StringComparison.Ordinal)) is { } prefix) Add(paths, line.AsSpan(prefix.Length), prefix.EndsWith("- ", StringComparison.Ordinal) || prefix.EndsWith("+ ", StringComparison.Ordinal));
                else if (line.StartsWith("diff --git ", StringComparison.Ordinal) && DiffPath.ReadPair(line.AsSpan("diff --git ".Length).TrimEnd('\r')) is var (before, after) && before == after) paths.Add(after);
            }

            return [.. paths.Where(static path => !path.Contains('\0', StringComparison.Ordinal) && path.Split('/').All(static part => part is not ("" or "." or "..")))];
        }
    }

    // Lines of a hunk may look like names too: a path too many does no harm.
    private static void Add(SortedSet<string> paths, ReadOnlySpan<char> name, bool hasPrefix)
    {
        name = name.TrimEnd('\r');
        if (!hasPrefix) paths.Add(DiffPath.Unquote(name));
        else if (name.TrimStart('"').StartsWith("a/") || name.TrimStart('"').StartsWith("b/")) paths.Add(DiffPath.Read(name, out _));
    }

    private static void WriteQuoted(MemoryStream mail, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..(end + 1)];
            if (line.TrimStart((byte)'>').StartsWith("From "u8)) mail.WriteByte((byte)'>');
            mail.Write(line);
            text = text[line.Length..];
        }

        if (mail.Length > 0 && mail.GetBuffer()[mail.Length - 1] != (byte)'\n') mail.WriteByte((byte)'\n');
    }

    private static byte[] Unix(ReadOnlySpan<byte> raw)
    {
        var unix = new MemoryStream(raw.Length);
        while (!raw.IsEmpty)
        {
            var end = raw.IndexOf("\r\n"u8);
            unix.Write(end < 0 ? raw : raw[..end]);
            if (end >= 0) unix.WriteByte((byte)'\n');
            raw = end < 0 ? [] : raw[(end + 2)..];
        }

        return unix.ToArray();
    }

    private static string Quote(string name) => Line(name) is { Length: > 0 } one ? one.IndexOfAny(['"', ',', '<', '>', '(', ')', '@', ':', ';', '\\', '[', ']']) < 0 ? one : $"\"{one.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)}\"" : "\"\"";

    private static string Line(string text) => string.Concat(text.Where(static letter => !char.IsControl(letter)));
}
