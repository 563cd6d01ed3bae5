using System.Text.RegularExpressions;

namespace Tributary.Policy.Tests;

/// <summary>For each rule that gives errors, how a sound series is made to break it. Null where a series cannot be.</summary>
internal static class Violations
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly Regex Tree = new(@"\b(?:bpf-next|bpf|net-next|net)\b(?:/net)?,? ?(?=[^\[\]]*\])", RegexOptions.IgnoreCase, Soon);
    private static readonly Regex Version = new(@"\bv\d+\b(?=[^\[\]]*\])", RegexOptions.IgnoreCase, Soon);
    private static readonly Regex Bracket = new(@"\[[^\]]*\]", RegexOptions.None, Soon);

    private static readonly Regex Side = new(@"\b[ab]/", RegexOptions.None, Soon);
    private static readonly string[] Naming = ["diff --git ", "--- ", "+++ ", "rename from ", "rename to "];

    public static readonly (string Rule, Func<SeriesMail, Facts, (SeriesMail, Facts)?> Break)[] All =
    [
        ("tree-prefix", (series, facts) => (Each(series, mail => mail.WithSubject(WithoutTree)), facts)),
        ("tree-mixed", (series, facts) => series.Patches.Length < 2 && series.Cover is null ? null : (Last(series, mail => mail.WithSubject(line => Retag(line, "net-next"))), facts)),
        ("version-number", (series, facts) => series.Head.Mail.Subject is { IsResend: false, MinorVersion: 0 } subject ? (series, facts with { Earlier = new(series.Version, []) { Tags = subject.Tags } }) : null),
        ("partial-respin", (series, facts) => series.Patches.Length < 3 ? null : (new SeriesMail { Patches = [Mend(series.Patches[1], mail => mail.WithSubject(AsSecond))] }, facts)),
        ("cover-letter", (series, facts) => series.Patches.Length < 2 ? null : (series with { Cover = null }, facts)),
        ("cover-template", (series, facts) => series.Cover is null ? null : (series with { Cover = Mend(series.Cover, mail => mail with { Body = "\n*** BLURB HERE ***\n" }) }, facts)),
        ("patch-list", (series, facts) => series.Head.Mail.Subject.Tags.Any(tag => tag.StartsWith("bpf", StringComparison.Ordinal)) || series.IsOnly(facts.Area("bpf"))
            ? (Each(series, mail => mail.WithHeaders(WithoutList)), facts) : null),
        ("html-mail", (series, facts) => (First(series, Html), facts)),
        ("patch-damaged", (series, facts) => (First(series, mail => mail.WithAddedLine(line => $"+a line that\nwas wrapped {line[1..]}")), facts)),
        ("conflict-markers", (series, facts) => (First(series, mail => mail.WithAddedLine(_ => "+<<<<<<< HEAD")), facts)),
        ("hidden-characters", (series, facts) => (First(series, mail => mail.WithAddedLine(line => line + "\u00e2\u0080\u00ae")), facts)),
        ("fixes-tag", (series, facts) => series.IsOnly(facts.Areas("documentation", "selftests", "samples")) || series.Patches.All(patch => patch.IsRevert) ? null
            : (Each(series, mail => mail.WithSubject(line => Retag(line, "bpf")).WithLines(WithoutFixes)), facts)),
        ("fixes-form", (series, facts) => (First(series, mail => mail.WithTrailer("Fixes: commit 0123456789ab")), facts)),
        ("fixes-digits", (series, facts) => (First(series, mail => mail.WithTrailer("Fixes: 01234567 (\"bpf: Count\")")), facts)),
        ("fixes-known", (series, facts) => (First(series, mail => mail.WithTrailer("Fixes: 0123456789ab (\"bpf: Count\")")), facts with { Commits = facts.Commits.SetItem("0123456789ab", null) })),
        ("fixes-title", (series, facts) => (First(series, mail => mail.WithTrailer("Fixes: 0123456789ab (\"bpf: Count\")")),
            facts with { Commits = facts.Commits.SetItem("0123456789ab", new("0123456789ab".PadRight(40, '0'), "bpf: Count received packets", new("", ""), [])) })),
        ("stable-cc", (series, facts) => (First(series, mail => mail.WithTrailer("Cc: stable@vger.kernel.org")), facts)),
        ("message-empty", (series, facts) => (First(series, WithoutMessage), facts)),
        ("author-signed-off", (series, facts) => (First(series, mail => mail.WithLines(line => line.StartsWith("Signed-off-by:", StringComparison.OrdinalIgnoreCase) ? null : line)), facts)),
        ("verifier-selftests", (series, facts) => Alone(series, Verifier) is { } alone ? (alone, facts) : null),
        ("instruction-tests", (series, facts) => Alone(series, Instruction) is { } alone ? (alone, facts) : null),
        ("iproute2-list", (series, facts) => !series.Letters.All(part => MailText.Of(part).Header.Contains("[PATCH", StringComparison.Ordinal)) ? null : (Each(series, mail => mail.WithSubject(line => Retag(line, "iproute2")).WithHeaders(WithoutList)), facts)),
        ("iproute2-prefix", (series, facts) => (Each(series, mail => mail.WithLines(line => Array.Exists(Naming, start => line.StartsWith(start, StringComparison.Ordinal)) ? Side.Replace(line, "$0ip/") : line)), facts)),
    ];


    private const string Verifier = """
        diff --git a/kernel/bpf/verifier.c b/kernel/bpf/verifier.c
        --- a/kernel/bpf/verifier.c
        +++ b/kernel/bpf/verifier.c
        @@ -10 +10,5 @@
         int count;
        +	if (size > limit) {
        +		verbose(env, "too large\n");
        +		return -EINVAL;
        +	}

        """;

    private const string Instruction = """
        diff --git a/include/uapi/linux/bpf.h b/include/uapi/linux/bpf.h
        --- a/include/uapi/linux/bpf.h
        +++ b/include/uapi/linux/bpf.h
        @@ -10 +10,2 @@
         int count;
        +#define BPF_SWAP	0xb0	/* swap two registers */

        """;

    private static SeriesMail Each(SeriesMail series, Func<MailText, MailText> change) =>
        series with { Cover = series.Cover is null ? null : Mend(series.Cover, change), Patches = [.. series.Patches.Select(patch => Mend(patch, change))] };

    private static SeriesMail First(SeriesMail series, Func<MailText, MailText> change) => series with { Patches = series.Patches.SetItem(0, Mend(series.Patches[0], change)) };

    private static SeriesMail Last(SeriesMail series, Func<MailText, MailText> change) => series with { Patches = series.Patches.SetItem(series.Patches.Length - 1, Mend(series.Patches[^1], change)) };

    // The first patch with another diff and nothing else; what says that it changes nothing for programs is none.
    private static SeriesMail? Alone(SeriesMail series, string diff) => series.IsRfc || series.Patches[0] is { IsRevert: true } || Array.Exists(Harmless, word => series.Patches[0].Mail.Subject.Title.Contains(word, StringComparison.OrdinalIgnoreCase))
        ? null : new() { Patches = [Mend(series.Patches[0], mail => mail.WithDiff(diff))] };

    private static readonly string[] Harmless = ["refactor", "clean", "typo", "simplify", "factor out", "move "];

    private static SeriesPart Mend(SeriesPart part, Func<MailText, MailText> change) => change(MailText.Of(part)).Read();

    private static string WithoutTree(string subject) => Bracket.Replace(subject, bracket => Tree.Replace(bracket.Value, "").Replace(" ]", "]", StringComparison.Ordinal));

    private static string Retag(string subject, string tree) => subject.Contains("PATCH", StringComparison.Ordinal) ? WithoutTree(subject).Replace("PATCH", $"PATCH {tree} ", StringComparison.Ordinal) : subject;

    private static string AsSecond(string subject) => 
        Version.IsMatch(subject) ? Version.Replace(subject, "v2") : subject.Replace("PATCH", "PATCH v2", StringComparison.Ordinal);

    private static string? WithoutList(string line) =>
        line.StartsWith("List-Id:", StringComparison.OrdinalIgnoreCase) ? null
        : line.StartsWith("To:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Cc:", StringComparison.OrdinalIgnoreCase)
            ? line.Replace("bpf@vger.kernel.org", "someone@example.org", StringComparison.OrdinalIgnoreCase).Replace("netdev@vger.kernel.org", "other@example.org", StringComparison.OrdinalIgnoreCase) : line;

    private static string? WithoutFixes(string line) => line.StartsWith("Fixes:", StringComparison.OrdinalIgnoreCase) ? null : line;

    private static MailText WithoutMessage(MailText mail)
    {
        var at = mail.Body.IndexOf("\nSigned-off-by:", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? mail : mail with { Body = mail.Body[at..] };
    }

    private static MailText Html(MailText mail) => mail.WithHeaders(line => line.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? null : line) is var plain
        ? new MailText(plain.Header + "Content-Type: multipart/alternative; boundary=\"b\"\n", $"\n--b\nContent-Type: text/plain\n{mail.Body}\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b--\n") : mail;
}
