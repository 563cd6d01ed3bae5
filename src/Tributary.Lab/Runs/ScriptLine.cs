namespace Tributary.Lab;

/// <summary>What a line says of a test in the forms of the selftests' scripts, and of test_sockmap.</summary>
internal static class ScriptLine
{
    private const string Test = "TEST: ";
    private const string Selftest = "selftests: ";

    /// <summary>Reads a line; null where it says nothing of a test.</summary>
    public static TestLine? Read(string line) => OfTest(line.Trim()) ?? OfSelftest(line) ?? OfSockmap(line);

    /// <summary>A line of a script that writes the verdict first: <c>PASS: gre</c> (test_tunnel.sh). Other programs say such things within a test.</summary>
    public static TestLine? ReadVerdictFirst(string line) =>
        line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 && line[..colon] is var word and ("PASS" or "FAIL" or "SKIP") && VerdictOf(word) is { } verdict
            ? new("", line[(colon + 2)..].Trim(), verdict, null) : null;

    /// <summary>The word between the brackets at the end of a line, e.g. of <c>[ OK ]</c>, as a verdict, and where the bracket opens.</summary>
    public static (int At, TestVerdict Verdict)? Bracketed(string text) =>
        text.EndsWith(']') && text.LastIndexOf('[') is var at and >= 0 && VerdictOf(text[(at + 1)..^1].Trim()) is { } verdict ? (at, verdict) : null;

    // "TEST: ping across a veth pair      [ OK ]" (tools/testing/selftests/net/lib.sh and its like).
    private static TestLine? OfTest(string text) =>
        text.StartsWith(Test, StringComparison.Ordinal) && Bracketed(text) is var (at, verdict) && at >= Test.Length ? new("", text[Test.Length..at].TrimEnd(), verdict, null) : null;

    // "selftests: test_xdp_redirect xdpgeneric [PASS]"; make run_tests before 4.17 writes its verdicts so too.
    private static TestLine? OfSelftest(string line) =>
        line.StartsWith(Selftest, StringComparison.Ordinal) && Bracketed(line) is var (at, verdict) && line[Selftest.Length..Math.Max(at, Selftest.Length)].Trim() is { Length: > 0 } name ? new("", name, verdict, null) : null;

    // "# 1/ 6  sockmap::txmsg test passthrough:OK", "#10/12 sockhash:ktls:txmsg test redirect:FAIL". Its numbers are of no test that has parts.
    private static TestLine? OfSockmap(string line)
    {
        if (line.Length < 8 || line[0] != '#' || line[3] != '/') return null;

        var type = line.AsSpan(6).TrimStart(' ');
        if (!type.StartsWith("sockmap:") && !type.StartsWith("sockhash:")) return null;

        var colon = type.LastIndexOf(':');
        return VerdictOf(type[(colon + 1)..]) is { } verdict ? new("", type[..colon].ToString(), verdict, "test_sockmap") : null;
    }

    private static TestVerdict? VerdictOf(ReadOnlySpan<char> word) => word switch
    {
        "OK" or "PASS" or "XFAIL" => TestVerdict.Passed,
        "FAIL" or "FAILED" => TestVerdict.Failed,
        "SKIP" => TestVerdict.Skipped,
        _ => null,
    };
}
