using Tributary.Mail;

namespace Tributary.Workflow;

/// <summary>The message of a commit that brings one of mainline into a stable branch, in the form that the stable maintainers take. Pure.</summary>
public static class BackportMessage
{
    /// <summary>The message: the title, <c>commit X upstream.</c>, what it said, and the sign-off of who backports it.</summary>
    /// <param name="message">The message in mainline, with LF line ends.</param>
    /// <param name="upstream">The commit there.</param>
    /// <param name="signer">Who backports it.</param>
    public static string Write(string message, CommitId upstream, Mailbox signer)
    {
        var text = message.Trim('\n');
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var (title, rest) = end < 0 ? (text, "") : (text[..end], text[end..].Trim('\n'));
        var signOff = $"Signed-off-by: {signer.Name} <{signer.Address}>";
        var last = rest[(rest.LastIndexOf('\n') + 1)..];
        // The last one is who handed it on last; he does not sign twice in a row.
        var tail = last == signOff ? "" : (IsTrailer(last) || rest.Length == 0 ? "" : "\n") + signOff + "\n";
        return $"{title}\n\ncommit {upstream.Hex} upstream.\n\n{(rest.Length > 0 ? rest + "\n" : "")}{tail}";
    }

    private static bool IsTrailer(string line) =>
        line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && line[..colon].All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
