using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>The result of one test of the selftests (TST-1).</summary>
/// <param name="Suite">The program that ran it, e.g. <c>test_verifier</c>.</param>
/// <param name="Number">As the program numbers it: <c>10/p</c>, <c>4/5</c>; empty where it numbers none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Output">What it printed while it ran, or about its failure.</param>
public sealed record TestResult(string Suite, string Number, string Name, TestVerdict Verdict, ImmutableArray<string> Output)
{
    private const string Cases = " cases";

    /// <summary>By what it is found again in another run: suite, name, and how it was run where one name has several.</summary>
    public string Key => !IsPart && Number.IndexOf('/') is var slash and > 0 ? $"{Suite}:{WithoutCases()}:{Number[(slash + 1)..]}" : $"{Suite}:{Name}";

    // test_verifier writes "jset32: BPF_K 3 cases OK" where it goes well, and no such count where it does not.
    private string WithoutCases()
    {
        if (!Name.EndsWith(Cases, StringComparison.Ordinal)) return Name;

        var name = Name.AsSpan(0, Name.Length - Cases.Length).TrimEnd("0123456789");
        return name.Length is > 1 && name.Length < Name.Length - Cases.Length && name[^1] == ' ' ? name[..^1].ToString() : Name;
    }

    /// <summary>True for a part of a test (<c>4/5 atomics/xor</c> of test_progs).</summary>
    public bool IsPart => Number.IndexOf('/') is var slash and > 0 && slash + 1 < Number.Length && char.IsAsciiDigit(Number[slash + 1]);
}

/// <summary>How a test ended.</summary>
public enum TestVerdict
{
    /// <summary>Well.</summary>
    Passed,

    /// <summary>It was not run.</summary>
    Skipped,

    /// <summary>Badly.</summary>
    Failed,

    /// <summary>It began and never ended.</summary>
    Unfinished,
}
