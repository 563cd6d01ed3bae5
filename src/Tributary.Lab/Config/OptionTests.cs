using System.Collections.Immutable;
using System.Diagnostics;

namespace Tributary.Lab;

/// <summary>Which tests are known to fail without an option of the kernel.</summary>
public sealed class OptionTests
{
    private readonly ImmutableDictionary<string, ImmutableArray<string>> _tests;

    private OptionTests(ImmutableDictionary<string, ImmutableArray<string>> tests) => _tests = tests;

    /// <summary>What is known of the BPF selftests: profiles/selftests-bpf.txt, embedded.</summary>
    public static OptionTests BuiltIn { get; } = ReadEmbedded();

    /// <summary>The tests that need an option; none where nothing is known.</summary>
    /// <param name="option">Its name without <c>CONFIG_</c>.</param>
    public ImmutableArray<string> Of(string option) => _tests.GetValueOrDefault(option, []);

    /// <summary>Reads a list: an option and its tests a line; <c>#</c> begins a comment.</summary>
    public static OptionTests Parse(string text) => new(text.Split('\n').Where(static line => line.Length > 0 && line[0] != '#')
        .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(static words => words.Length > 1)
        .ToImmutableDictionary(static words => words[0], static words => words.AsSpan(1).ToImmutableArray(), StringComparer.Ordinal));

    private static OptionTests ReadEmbedded()
    {
        using var stream = typeof(OptionTests).Assembly.GetManifestResourceStream("selftests") ?? throw new UnreachableException();
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }
}
