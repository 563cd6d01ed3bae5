using Tributary.Lab;

namespace Tributary.Server;

/// <summary>The words for ends and results, the same in JSON, on pages and in the store.</summary>
public static class LabWords
{
    /// <summary>Of an end.</summary>
    public static string Of(RunEnd end) => Hyphened(end.ToString());

    /// <summary>Of what a result means.</summary>
    public static string Of(ResultKind kind) => Hyphened(kind.ToString());

    /// <summary>Of a verdict.</summary>
    public static string Of(TestVerdict verdict) => Hyphened(verdict.ToString());

    private static string Hyphened(string name) => string.Concat(name.Select(static (letter, at) => char.IsUpper(letter) ? $"{(at > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
