namespace Tributary.Lab;

/// <summary>A line of the Test Anything Protocol as the kernel's tests print it (Documentation/dev-tools/ktap.rst): <c>ok 1 selftests: bpf: test_verifier</c>, <c>not ok 3 - name # exit=134</c>.</summary>
internal static class TapLine
{
    /// <summary>The suite of those that no program is told of.</summary>
    public const string Suite = "kselftest";

    private static readonly string[] Before = ["SKIP ", "XFAIL ", "XPASS ", "ERROR "];

    /// <summary>Reads a line that is not indented; null where it is none.</summary>
    public static TestLine? Read(string line)
    {
        var isGood = line.StartsWith("ok ", StringComparison.Ordinal);
        if (!isGood && !line.StartsWith("not ok ", StringComparison.Ordinal)) return null;

        // Before 5.2 make run_tests wrote "not ok 1..3 selftests:  test_tag [FAIL]".
        var rest = line[(isGood ? 3 : 7)..].TrimStart(' ');
        if (rest.StartsWith("1..", StringComparison.Ordinal)) return OfOld(rest[3..], isGood);

        var digits = rest.Length - rest.AsSpan().TrimStart("0123456789").Length;
        if (digits is 0 or > 9 || (digits < rest.Length && rest[digits] is not ' ')) return null;

        var (name, remark) = Parts(rest[digits..].TrimStart('-', ' '));
        return new(rest[..digits], name.Length > 0 ? name : rest[..digits], VerdictOf(isGood, remark), Suite);
    }

    /// <summary>How many tests a plan speaks of (<c>1..3</c>, with what stands behind it); 0 where the line is none.</summary>
    public static int PlanOf(string line)
    {
        if (!line.StartsWith("1..", StringComparison.Ordinal)) return 0;

        var number = line.AsSpan(3);
        var digits = number.Length - number.TrimStart("0123456789").Length;
        return digits is > 0 and < 7 && (digits == number.Length || number[digits] == ' ') && int.TryParse(number[..digits], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    /// <summary>How far a line is indented as that of a subtest is; 0 where it is none.</summary>
    public static int DepthOf(string line)
    {
        var blanks = line.Length - line.AsSpan().TrimStart(' ').Length;
        return blanks >= 2 && Read(line[blanks..]) is not null ? blanks : 0;
    }

    private static TestLine? OfOld(string text, bool isGood)
    {
        var space = text.IndexOf(' ');
        if (space is < 1 or > 9 || text.AsSpan(0, space).IndexOfAnyExceptInRange('0', '9') >= 0) return null;

        var name = text[space..].Trim();
        return ScriptLine.Bracketed(name) is var (at, verdict) ? new(text[..space], name[..at].TrimEnd(), verdict, Suite) : new(text[..space], name, isGood ? TestVerdict.Passed : TestVerdict.Failed, Suite);
    }

    // "name # SKIP why"; the header of the selftests also writes "# SKIP name".
    private static (string Name, string Remark) Parts(string text)
    {
        if (text.StartsWith("# ", StringComparison.Ordinal)) return (Array.Find(Before, word => text.AsSpan(2).StartsWith(word, StringComparison.OrdinalIgnoreCase)) is { } word ? text[(2 + word.Length)..].TrimStart() : "", text[2..]);

        var mark = text.IndexOf(" # ", StringComparison.Ordinal);
        return mark < 0 ? (text, "") : (text[..mark].TrimEnd(), text[(mark + 3)..]);
    }

    // A failure that is still to be mended is none, by the protocol.
    private static TestVerdict VerdictOf(bool isGood, string remark) =>
        remark.StartsWith("SKIP", StringComparison.OrdinalIgnoreCase) ? TestVerdict.Skipped
        : isGood ? remark.StartsWith("XPASS", StringComparison.OrdinalIgnoreCase) ? TestVerdict.Failed : TestVerdict.Passed
        : remark.StartsWith("todo", StringComparison.OrdinalIgnoreCase) ? TestVerdict.Skipped : TestVerdict.Failed;
}
