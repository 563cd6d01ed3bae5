using System.Globalization;

namespace Tributary.Lab;

/// <summary>The totals that a program of the selftests prints as its last line (TST-1).</summary>
/// <param name="Suite">The program.</param>
/// <param name="Line">The line itself.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Parts">Parts of tests that passed, where the program counts them apart; else null.</param>
/// <param name="Skipped">Tests that were not run; 0 where the program doesn't count them.</param>
/// <param name="Failed">Tests that failed.</param>
public sealed record TestTotals(string Suite, string Line, int Passed, int? Parts, int Skipped, int Failed)
{
    /// <summary>
    /// Reads <c>Summary: 239/1191 PASSED, 42 SKIPPED, 31 FAILED</c>, with any of its fields left out, <c>test_maps: OK, 1 SKIPPED</c>, or <c># Totals: pass:3 fail:0 xfail:0 xpass:0 skip:1 error:0</c>
    /// (tools/testing/selftests/kselftest.h; KUnit's have a total too), <c>Pass: 22 Fail: 2</c> (test_sockmap), <c>Summary: PASS 18, FAIL 0</c> (test_xdp_redirect_multi.sh); null for any other line.
    /// </summary>
    public static TestTotals? Read(string suite, string line)
    {
        if (line.StartsWith("# Totals: ", StringComparison.Ordinal)) return OfKselftest(suite, line);
        if (line.StartsWith("Pass: ", StringComparison.Ordinal)) return OfSockmap(suite, line);

        var fields = line.StartsWith("Summary: ", StringComparison.Ordinal) ? line["Summary: ".Length..] : OfMaps(suite, line);
        if (fields is null) return null;

        var totals = new TestTotals(suite, line, 0, null, 0, 0);
        foreach (var field in fields.Split(", "))
        {
            if (field == "OK") continue;
            if (field.Split(' ') is not [var count, var word] || (Add(totals, count, word) ?? Add(totals, word, count + "ED")) is not { } more) return null;
            totals = more;
        }

        return totals;
    }

    // What was expected to fail and did is well; what was expected to fail and passed is not.
    private static TestTotals? OfKselftest(string suite, string line)
    {
        var totals = new TestTotals(suite, line, 0, null, 0, 0);
        foreach (var field in line["# Totals: ".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (field.Split(':') is not [var word, var count] || !TryRead(count, out var number)) return null;
            switch (word)
            {
                case "pass" or "xfail":
                    totals = totals with { Passed = totals.Passed + number };
                    break;
                case "skip":
                    totals = totals with { Skipped = number };
                    break;
                case "fail" or "xpass" or "error":
                    totals = totals with { Failed = totals.Failed + number };
                    break;
                case "total":
                    break;
                default:
                    return null;
            }
        }

        return totals;
    }

    private static TestTotals? OfSockmap(string suite, string line) =>
        line.Split(' ') is ["Pass:", var passed, "Fail:", var failed] && TryRead(passed, out var good) && TryRead(failed, out var bad) ? new(suite, line, good, null, 0, bad) : null;

    private static string? OfMaps(string suite, string line) =>
        suite.Length > 0 && line.StartsWith(suite, StringComparison.Ordinal) && line.AsSpan(suite.Length) is var rest && rest.StartsWith(": OK") && (rest.Length == 4 || rest[4] == ',')
            ? line[(suite.Length + 2)..] : null;

    private static TestTotals? Add(TestTotals totals, string count, string word)
    {
        var slash = count.IndexOf('/');
        if (!TryRead(slash < 0 ? count : count[..slash], out var number)) return null;
        switch (word)
        {
            case "PASSED" when slash < 0:
                return totals with { Passed = number };
            case "PASSED":
                return TryRead(count[(slash + 1)..], out var parts) ? totals with { Passed = number, Parts = parts } : null;
            case "SKIPPED" when slash < 0:
                return totals with { Skipped = number };
            case "FAILED" when slash < 0:
                return totals with { Failed = number };
            default:
                return null;
        }
    }

    private static bool TryRead(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
