using System.Text.RegularExpressions;

namespace Tributary.Policy.Tests;

public sealed class PlainPatternTests
{
    private static readonly string[] Plain =
    [
        "bpf", "riscv", "(?:\\b|_)bpf(?:\\b|_)", "\\bbpf\\b", "\\bbpf", "bpf\\b", "_bpf", "(?:\\b|_)_bpf", "\\b(?i:clang|llvm)\\b", "(?i)pidfd", "\\b(clone_args|kernel_clone_args)\\b", "\"nxp,tda998x\"",
        "\\bSGX_", "(?:\\b|_)bpf_(?:\\b|_)",
    ];

    private static readonly string[] NotPlain = ["\\bdma_(?:buf|fence|resv)\\b", "(devm_)?hwmon", "[^@]sifive", "a|b", "phylink\\.h", "", "\\b", "(?:\\b|_)", "bpf(", "(a)(b)", "bpf\\\\b", "b pf", "bpf#", "(?:a|(b))"];

    [Fact]
    public void Pattern_WhenItIsAWordOrSome_ThenItIsPlain()
    {
        foreach (var pattern in Plain) PlainPattern.Read(pattern).ShouldNotBeNull(pattern);
        foreach (var pattern in NotPlain) PlainPattern.Read(pattern).ShouldBeNull(pattern);
    }

    [Fact]
    public void Pattern_WhenItIsPlain_ThenItMatchesWhatTheExpressionMatches()
    {
        var random = new Random(7);
        string[] parts = ["bpf", "BPF", "_", "_", " ", "-", "+", "x", "9", "\u00e9", "\u00b7", "clang", "LLVM", "pidfd", "PidFD", "clone_args", "kernel_", "riscv", "SGX_", "\"nxp,tda998x\"", "."];
        foreach (var pattern in Plain)
        {
            var (plain, mine) = (new Regex(pattern, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)), new PerlPattern(pattern));
            var inDiff = new Regex("^[+-].*" + pattern, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
            for (var round = 0; round < 3000; round++)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => parts[random.Next(parts.Length)])) + (round % 2 == 0 ? "\n" : "");
                mine.IsMatch(text).ShouldBe(plain.IsMatch(text), $"{pattern} in {text}");
                mine.IsMatchInDiff(text).ShouldBe(inDiff.IsMatch(text), $"{pattern} in the diff {text}");
            }
        }
    }
}
