using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary><c>trib check --fix</c>: mends mail files; of commits it says what to amend.</summary>
internal static class CheckFix
{
    /// <summary>Mends what can be mended, and says what was.</summary>
    /// <param name="output">Where to say it.</param>
    /// <param name="results">All findings.</param>
    /// <returns>True when a file was changed.</returns>
    public static bool Apply(TextWriter output, ImmutableArray<CheckResult> results)
    {
        var isChanged = false;
        foreach (var group in results.Where(result => result.Finding.Mend is not null).GroupBy(result => result.File))
        {
            if (group.Key.IsCommit || group.Key.Bytes.IsEmpty || !File.Exists(group.Key.Name)) Tell(output, group);
            else isChanged |= Rewrite(output, group.Key, [.. group]);
        }

        return isChanged;
    }

    private static void Tell(TextWriter output, IEnumerable<CheckResult> results)
    {
        foreach (var result in results) output.WriteLine($"{TerminalText.Line(result.Place)}: amend by hand: {TerminalText.Line(result.Finding.Fix)}");
    }

    private static bool Rewrite(TextWriter output, CheckedFile file, ImmutableArray<CheckResult> results)
    {
        // An mbox of several is the archive's or a program's: its quoting would have to be made again.
        if (file.Mails.Length != 1)
        {
            Tell(output, results);
            return false;
        }

        var part = file.Mails[0].Part;
        var head = file.Bytes.Span.IndexOf(part.Message.Raw.Span);
        if (head < 0)
        {
            Tell(output, results);
            return false;
        }

        var mended = MailMending.Apply(part, results.Select(result => result.Finding), out var done);
        if (done.Count == 0) return false;
        var tail = file.Bytes.Span[(head + part.Message.Raw.Length)..];
        MailFile.Replace(file.Name, [.. file.Bytes.Span[..head], .. mended, .. tail]);
        foreach (var finding in done) output.WriteLine($"{TerminalText.Line(file.Name)}: mended: {TerminalText.Line(finding.Sentence)} [{finding.Rule.Id}]");
        return true;
    }
}
