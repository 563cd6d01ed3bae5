using System.Collections.Immutable;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>Findings as a compiler writes them: place, severity, sentence, rule; below it what to do.</summary>
internal static class CheckText
{
    private const string Plain = "\e[0m";
    private const string Bold = "\e[1m";

    /// <summary>Writes them, and how many there are.</summary>
    public static void Write(TextWriter output, ImmutableArray<CheckResult> results)
    {
        var isColoured = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb" && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 };
        foreach (var result in results)
        {
            var finding = result.Finding;
            var (place, level) = ($"{result.Place}:", $"{Word(finding.Severity)}:");
            if (isColoured) (place, level) = ($"{Bold}{TerminalText.Line(place)}{Plain}", $"{Colour(finding.Severity)}{level}{Plain}");
            else place = TerminalText.Line(place);
            output.WriteLine($"{place} {level} {TerminalText.Line(finding.Sentence)} [{finding.Rule.Id}, {finding.Rule.Clause}]");
            output.WriteLine($"    {TerminalText.Line(finding.Fix)}");
        }

        output.WriteLine(Summary(results));
    }

    /// <summary>
    /// Says how to find out whom to write to, where nothing says yet to whom it goes. Who has errors to mend is not there yet; and commits are never addressed to anybody, so that
    /// it would be said of them each time: who has anything left to mend does not hear it.
    /// </summary>
    public static void WriteNext(TextWriter output, CheckInput input, ImmutableArray<CheckResult> results)
    {
        foreach (var result in results)
        {
            if (input.IsDraft || result.Finding.Severity == Severity.Error) return;
        }

        foreach (var file in input.Files)
        {
            foreach (var mail in file.Mails)
            {
                if (!mail.Part.Message.To.IsEmpty || !mail.Part.Message.Cc.IsEmpty) return;
            }
        }

        output.WriteLine("It is addressed to nobody yet: trib maintainers --git-send-email says whom to write to; trib send fills that in, and hands over to git send-email.");
    }

    /// <summary>The word of a severity.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "advice",
    };

    private static string Summary(ImmutableArray<CheckResult> results)
    {
        if (results.IsEmpty) return "Nothing to mend.";
        var counts = new List<string>();
        for (var severity = Severity.Error; severity >= Severity.Advice; severity--)
        {
            var count = 0;
            foreach (var result in results)
            {
                if (result.Finding.Severity == severity) count++;
            }

            if (count > 0) counts.Add($"{count} {Word(severity)}{(count > 1 && severity != Severity.Advice ? "s" : "")}");
        }

        return string.Join(", ", counts) + ".";
    }

    private static string Colour(Severity severity) => severity switch
    {
        Severity.Error => "\e[1;31m",
        Severity.Warning => "\e[1;35m",
        _ => "\e[1;36m",
    };
}
