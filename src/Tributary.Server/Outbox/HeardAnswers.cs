using System.Collections.Immutable;
using System.Globalization;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Keeps what a mail server answered to a letter in a file, until it is noted in the database: a file outlives a process that is killed, and is written much
/// sooner than a transaction.
/// </summary>
/// <param name="folder">A folder of our own.</param>
internal sealed class HeardAnswers(string folder)
{
    private const int Fields = 3;

    /// <summary>Keeps the answers to a letter.</summary>
    public void Keep(OutboxLetter letter, SendOutcome.Answered answered)
    {
        var lines = answered.Answers.Select(static one => string.Create(CultureInfo.InvariantCulture, $"{(int)one.State}\t{one.Address}\t{VisibleText.Flatten(one.Said)}\n"));
        File.WriteAllText(PathOf(letter), string.Concat(lines) + ".");
    }

    /// <summary>What was answered to a letter that was handed over; null where nothing was heard.</summary>
    public SendOutcome.Answered? Find(OutboxLetter letter)
    {
        if (!File.Exists(PathOf(letter))) return null;
        var lines = File.ReadAllText(PathOf(letter)).Split('\n');
        if (lines[^1] != ".") return null;
        var answers = ImmutableArray.CreateBuilder<RecipientAnswer>();
        foreach (var line in lines[..^1])
        {
            if (line.Split('\t', Fields) is [var state, var address, var said] && int.TryParse(state, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                answers.Add(new(address, (RecipientState)number, said));
        }

        return new(answers.ToImmutable());
    }

    /// <summary>Makes room for the answers to a letter.</summary>
    public void Forget(OutboxLetter letter)
    {
        Directory.CreateDirectory(folder);
        File.Delete(PathOf(letter));
    }

    private string PathOf(OutboxLetter letter) => Path.Combine(folder, $"{letter.MessageId.Value}.answers");
}
