using System.Text;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>
/// The words by which a message is found, parted by single spaces: of its subject, of its sender, and of its text. A name with underscores
/// stands whole and then by its parts (<c>bpf_map bpf map</c>); a path stands by its parts in order, and is found as a phrase.
/// </summary>
/// <param name="Subject">Words of the subject.</param>
/// <param name="Sender">Words of the sender's name and address.</param>
/// <param name="Text">
/// Words of the text outside the context of a diff: commit message or reply, notes, the paths that the diff touches, the lines
/// that it adds and removes, the names of its blobs, its id (<see cref="PatchId"/>); and of the Message-Id.
/// </param>
public sealed record MessageWords(string Subject, string Sender, string Text)
{
    /// <summary>Words of one message that are kept; a message with more of them is a log or an attack, and is found by its beginning.</summary>
    public const int MostWords = 20_000;

    /// <summary>The words of a message.</summary>
    public static MessageWords Of(Message message)
    {
        var mail = PatchMail.Read(message);
        var text = new WordLine(MostWords);
        text.Add(mail.Content);
        text.Add(mail.Notes);
        foreach (var file in mail.Files)
        {
            text.Add(file.Path);
            if (file.OldPath != file.Path) text.Add(file.OldPath);
        }

        if (mail.Diff is { } diff)
        {
            AddChanges(text, diff);
            text.Add(PatchId.Of(diff));
        }

        text.Add(message.Id.Value);
        return new(new WordLine(MostWords).Add(message.Subject).ToString(), new WordLine(MostWords).Add(message.From.Name).Add(message.From.Address).ToString(), text.ToString());
    }

    /// <summary>What a person asks for, split as the words of messages are: the words of one phrase, in order.</summary>
    public static string Asked(string phrase) => new WordLine(64).Add(phrase).ToString();

    /// <summary>The words of any text of a message, split in the same way; at most <see cref="MostWords"/>.</summary>
    public static string Split(ReadOnlySpan<char> text) => new WordLine(MostWords).Add(text).ToString();

    private static void AddChanges(WordLine text, string diff)
    {
        foreach (var line in diff.AsSpan().EnumerateLines())
        {
            if (line is ['+' or '-', .. var change] && change is not (['+', '+', ' ', ..] or ['-', '-', ' ', ..])) text.Add(change);
            else if (DiffBlobs.TryRead(line, out var before, out var after)) text.Add(before).Add(after);
        }
    }

    /// <summary>Gathers words.</summary>
    private sealed class WordLine(int most)
    {
        private readonly StringBuilder words = new();
        private int count;

        public WordLine Add(ReadOnlySpan<char> text)
        {
            foreach (var identifier in new WordReader(text))
            {
                if (count >= most) break;
                var word = WordFold.Fold(identifier);
                Append(word);
                if (word.Contains('_', StringComparison.Ordinal)) AddParts(word);
            }

            return this;
        }

        public override string ToString() => words.ToString();

        private void AddParts(string word)
        {
            foreach (var range in word.AsSpan().Split('_')) Append(word.AsSpan(range));
        }

        private void Append(ReadOnlySpan<char> word)
        {
            if (word.IsEmpty) return;
            if (words.Length > 0) words.Append(' ');
            words.Append(word);
            count++;
        }
    }
}
