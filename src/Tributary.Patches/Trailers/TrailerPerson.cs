using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>Reads the person whom a trailer names, as people and mail programs write it.</summary>
internal static class TrailerPerson
{
    private const int LongestValue = 1000;
    private const string MailTo = "mailto:";

    /// <summary>The name and the address; each empty where it is absent.</summary>
    /// <param name="value">What stands behind the colon: <c>Ann Author &lt;ann@example.org&gt; # of the first part</c>.</param>
    public static Mailbox Of(string value)
    {
        var open = value.IndexOf('<', StringComparison.Ordinal);
        if (open >= 0)
        {
            var close = value.IndexOf('>', open);
            return new(value[..open].Trim().Trim('"'), value[(open + 1)..(close < 0 ? value.Length : close)].Trim());
        }

        var at = value.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return new(value, "");
        // "Ann Author ann@example.org": the word with the @ is the address.
        var start = value.LastIndexOf(' ', at) + 1;
        var end = value.IndexOf(' ', at);
        return new(value[..start].Trim().Trim('"'), value[start..(end < 0 ? value.Length : end)].Trim("()[],.;".ToCharArray()));
    }

    /// <summary>
    /// The value without what mail programs put into it when they make text of HTML: <c>ann@example.org&lt;mailto:ann@example.org&gt;</c>, <c>&amp;lt;</c>.
    /// </summary>
    public static string Clean(string value)
    {
        if (value.Length > LongestValue) return value;
        if (value.Contains("&lt;", StringComparison.Ordinal)) value = value.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
        for (var at = value.IndexOf(MailTo, StringComparison.OrdinalIgnoreCase); at > 0; at = value.IndexOf(MailTo, StringComparison.OrdinalIgnoreCase))
        {
            var end = value.AsSpan(at).IndexOfAny(">] ");
            var stop = end < 0 ? value.Length : at + end;
            var isAgain = value.AsSpan(0, at).Contains('@') && value[at - 1] is '<' or '[';
            // The same address once more, in brackets of its own; else the only one.
            value = isAgain ? value[..(at - 1)].TrimEnd() + value[Math.Min(stop + 1, value.Length)..] : value.Remove(at, MailTo.Length);
        }

        return value;
    }
}
