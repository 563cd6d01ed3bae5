namespace Tributary.Lab;

/// <summary>What one line says of a test, in the forms of the selftests' programs.</summary>
/// <param name="Number">The test's number, or empty.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">Its verdict; null where it stands on a later line.</param>
/// <param name="Suite">The program whose form it is, where only one writes so; else null.</param>
internal readonly record struct TestLine(string Number, string Name, TestVerdict? Verdict, string? Suite)
{
    // What a failing test may print right behind its name (test_verifier's BTF loader).
    private const string Glued = " Failed to ";

    private const string LogFollows = ", verifier log:";

    // What test_verifier prints in a failing test's line where the program ran and did wrong, or its code is not the one expected.
    private static readonly string[] FailedBy = [" FAIL retval ", " FAIL: "];

    /// <summary>What the line says of a failure, behind the verdict; or null.</summary>
    public string? Remark { get; init; }

    /// <summary>Reads a line; null where it says nothing of a test.</summary>
    public static TestLine? Read(string line) => ScriptLine.Read(line) ?? OfNumbered(line) ?? OfCase(line) ?? OfMaps(line) ?? TapLine.Read(line);

    /// <summary>A verdict that stands alone, or null.</summary>
    public static TestVerdict? Alone(string line) => line.Length > 0 && line[0] is 'O' or 'F' or 'S' ? VerdictOf(line) : null;

    // "#10/p name OK", "#4/5     atomics/xor:OK", "#259 xdp_bonding:FAIL", "#12/u name" with the verdict to come.
    private static TestLine? OfNumbered(string line)
    {
        if (line.Length < 4 || line[0] != '#' || !char.IsAsciiDigit(line[1])) return null;

        var end = line.IndexOf(' ');
        if (end < 0) return null;

        var number = line[1..end];
        var slash = number.IndexOf('/');
        if (!IsNumber(slash < 0 ? number : number[..slash])) return null;

        var rest = line[end..].Trim();
        if (slash >= 0 && number[(slash + 1)..] is "p" or "u") return OfVerifier(number, rest);
        if (slash >= 0 && !IsNumber(number.AsSpan(slash + 1))) return null;

        // How many parts were left out stands behind it since 6.2: "#6 z:OK (SKIP: 1/2)".
        if (rest.EndsWith(')') && rest.LastIndexOf(" (SKIP: ", StringComparison.Ordinal) is var skipped and > 0) rest = rest[..skipped];
        var colon = rest.LastIndexOf(':');
        if (colon > 0 && VerdictOf(rest[(colon + 1)..]) is { } verdict) return new(number, rest[..colon].TrimEnd(), verdict, "test_progs");

        // test_verifier before 4.9 ran each test one way only: "#0 add+sub+mul OK".
        return slash < 0 && OfVerifier(number, rest) is { Verdict: not null } old ? old : null;
    }

    private static TestLine OfVerifier(string number, string rest)
    {
        // Names may end in a space, and a verdict on a later line leaves none. The verdict is the last word, or the last before a remark in brackets.
        foreach (var word in new[] { " OK", " FAIL", " SKIP" })
        {
            var at = rest.LastIndexOf(word, StringComparison.Ordinal);
            if (at > 0 && VerdictOf(rest[(at + 1)..]) is { } verdict) return new(number, rest[..at].TrimEnd(), verdict, "test_verifier");
        }

        foreach (var words in FailedBy)
        {
            if (rest.IndexOf(words, StringComparison.Ordinal) is var at and > 0) return new(number, rest[..at].TrimEnd(), TestVerdict.Failed, "test_verifier") { Remark = rest[(at + 1)..] };
        }

        var glued = rest.IndexOf(Glued, StringComparison.Ordinal);
        var name = (glued > 0 ? rest[..glued] : rest).TrimEnd();
        // With -v the log follows, and then the verdict.
        return new(number, name.EndsWith(LogFollows, StringComparison.Ordinal) ? name[..^LogFollows.Length].TrimEnd() : name, null, "test_verifier");
    }

    // "Test case: bind4 reject all .. [PASS]" of test_sock, test_sysctl and their like.
    private static TestLine? OfCase(string line)
    {
        const string begin = "Test case: ";
        const string middle = " .. [";
        if (!line.StartsWith(begin, StringComparison.Ordinal) || !line.EndsWith(']')) return null;

        var at = line.LastIndexOf(middle, StringComparison.Ordinal);
        return at > 0 && VerdictOf(line[(at + middle.Length)..^1]) is { } verdict ? new("", line[begin.Length..at], verdict, null) : null;
    }

    // "test_sk_storage_map:PASS", "test_task_storage_map_stress_lookup SKIP (no CONFIG_PREEMPT)" of test_maps.
    private static TestLine? OfMaps(string line)
    {
        if (!line.StartsWith("test_", StringComparison.Ordinal)) return null;

        var end = line.AsSpan().IndexOfAny(':', ' ');
        if (end < 0) return null;

        var rest = line[(end + 1)..];
        if (line[end] == ':') return rest == "PASS" || rest.StartsWith("PASS with ", StringComparison.Ordinal) ? new("", line[..end] + rest["PASS".Length..], TestVerdict.Passed, "test_maps") : null;

        return rest == "SKIP" || rest.StartsWith("SKIP (", StringComparison.Ordinal) ? new("", line[..end], TestVerdict.Skipped, "test_maps") : null;
    }

    // A verdict alone or with a remark: "OK (NOTE: …)", "SKIP (unknown type)".
    private static TestVerdict? VerdictOf(string text)
    {
        var space = text.IndexOf(' ');
        if (space >= 0 && !text.AsSpan(space).StartsWith(" (")) return null;

        return (space < 0 ? text : text[..space]) switch
        {
            "OK" or "PASS" => TestVerdict.Passed,
            "FAIL" => TestVerdict.Failed,
            "SKIP" => TestVerdict.Skipped,
            _ => null,
        };
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length is > 0 and < 10 && text.IndexOfAnyExceptInRange('0', '9') < 0;
}
