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

    /// <summary>A test as its program writes it: number, where it has one, and name.</summary>
    public static string TitleOf(TestResult test) => test.Number.Length > 0 ? $"#{test.Number} {test.Name}" : test.Name;

    private static string Hyphened(string name) => string.Concat(name.Select(static (letter, at) => char.IsUpper(letter) ? $"{(at > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
