using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>A program of the selftests that is to be run.</summary>
/// <param name="Program">Its name: <c>test_verifier</c>.</param>
/// <param name="Filter">Which of its tests, as the program's own option takes it; null for all.</param>
public sealed record Suite(string Program, string? Filter)
{
    /// <summary>The word for all that <c>make run_tests</c> runs.</summary>
    public const string All = "all";

    /// <summary>True for the word for all.</summary>
    public bool IsAll => Program == All && Filter is null;

    /// <summary>Reads <c>test_verifier,test_progs:atomics</c>.</summary>
    /// <param name="text">The suites with commas between.</param>
    /// <param name="suites">What they are.</param>
    /// <returns>False where a word is no name of a program.</returns>
    public static bool TryParse(string text, out ImmutableArray<Suite> suites)
    {
        var found = ImmutableArray.CreateBuilder<Suite>();
        suites = [];
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.IndexOf(':');
            var program = colon < 0 ? word : word[..colon];
            // It becomes a target of make and a name of a file.
            if (program.Length == 0 || !char.IsAsciiLetter(program[0]) || program.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))) return false;
            found.Add(new(program, colon < 0 || colon == word.Length - 1 ? null : word[(colon + 1)..]));
        }

        suites = found.ToImmutable();
        return !suites.IsEmpty;
    }

    /// <summary>What the program is called with: test_progs takes names with -t, test_verifier a number or a range.</summary>
    public ImmutableArray<string> Arguments => Filter is null ? [] : Program.StartsWith("test_progs", StringComparison.Ordinal) ? ["-t", Filter] : [.. Filter.Split('-')];
}
