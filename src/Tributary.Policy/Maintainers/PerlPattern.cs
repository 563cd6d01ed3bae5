using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Tributary.Policy;

/// <summary>
/// A regular expression of Perl's from a N or K line. It is compiled when a text holds one of the words without which it cannot match, and not before:
/// most never are. One that .NET does not take, or that takes too long, matches nothing.
/// </summary>
internal sealed class PerlPattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);
    private readonly RegexOptions _options;
    private readonly PlainPattern? _plain;
    private Regex? _expression;
    private PerlPattern? _inDiff;
    private bool _isBroken;

    public PerlPattern(string pattern, RegexOptions options = RegexOptions.IgnorePatternWhitespace)
    {
        (Pattern, _options) = (pattern, options | RegexOptions.CultureInvariant);
        if (PlainPattern.Read(pattern) is { } plain)
        {
            (_plain, Words, Comparison) = (plain, plain.Words, plain.Comparison);
            return;
        }

        Words = PatternWords.Find(pattern);
        Comparison = pattern.Contains("(?i", StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    }

    /// <summary>As it is written.</summary>
    public string Pattern { get; }

    /// <summary>A matching text holds one of these; empty: nothing is known.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>How the words are looked for.</summary>
    public StringComparison Comparison { get; }

    /// <summary>True when a text may match.</summary>
    public bool MayMatch(string text)
    {
        if (Words.IsEmpty) return true;
        foreach (var word in Words)
        {
            if (text.Contains(word, Comparison)) return true;
        }

        return false;
    }

    /// <summary>True when a text matches.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (_plain is not null) return _plain.IsMatch(text, 0);
        if (_isBroken) return false;
        try
        {
            _expression ??= new(Pattern, _options, Limit);
            return _expression.IsMatch(text);
        }
        catch (Exception wrong) when (wrong is ArgumentException or RegexMatchTimeoutException or InsufficientExecutionStackException)
        {
            _isBroken = true;
            return false;
        }
    }

    /// <summary>True when it matches behind the sign of a line that a diff adds or removes.</summary>
    public bool IsMatchInDiff(ReadOnlySpan<char> line) => _plain is not null ? line is ['+' or '-', ..] && _plain.IsMatch(line, 1)
        : (_inDiff ??= new("^[+-].*" + Pattern, _options)).IsMatch(line);
}
