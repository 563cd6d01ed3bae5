using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib handbook</c>: every clause and what makes it real.</summary>
internal static class HandbookCommand
{
    // Characters in front of what a clause says: the longest id and two spaces.
    private const int Indent = 9;
    private const int Width = 100;

    private static readonly Argument<string[]> Clauses = new("CLAUSE") { Description = "Only these, e.g. PFX-1, or PFX for all that begin so.", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("handbook", "Prints what the subsystem's handbook asks, clause by clause, and what makes it real here.") { Clauses, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var wanted = context.Get(Clauses) ?? [];
        foreach (var word in wanted)
        {
            if (!ClauseView.All.Any(clause => Fits(clause, word))) throw CommandException.No($"the handbook has no clause {word}; trib handbook lists them");
        }

        foreach (var clause in (await ListAsync(context, cancel)).Where(clause => wanted.Length == 0 || wanted.Any(word => Fits(clause, word))))
        {
            if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(clause, ViewJson.Options));
            else Write(context.Output, clause);
        }

        return ExitStatus.Done;
    }

    // The handbook can be read where there is no database, and is none to be made for it.
    private static async Task<ImmutableArray<ClauseView>> ListAsync(CommandContext context, CancellationToken cancel)
    {
        if (!context.HasDatabase) return ClauseView.All;
        await using var database = await context.OpenDatabaseAsync(cancel);
        return ClauseView.Counted(await new VerdictQueries(database).ListRulesAsync(project: null, cancel));
    }

    private static bool Fits(ClauseView clause, string word) =>
        clause.Id.Equals(word, StringComparison.OrdinalIgnoreCase) || clause.Id.StartsWith(word + "-", StringComparison.OrdinalIgnoreCase);

    private static void Write(TextWriter output, ClauseView clause)
    {
        var lead = clause.Id.PadRight(Indent);
        foreach (var line in Wrapped(clause.Says))
        {
            output.WriteLine(lead + line);
            lead = new(' ', Indent);
        }

        var served = clause.Served ? string.Join(" · ", clause.By.Select(static servant => servant.Kind == "command" ? servant.Name : $"{servant.Kind} {servant.Name}{(servant.Fired is > 0 ? $" (fired in {servant.Fired.Value.ToString("N0", CultureInfo.InvariantCulture)} series)" : "")}")) : "not yet";
        output.WriteLine($"{lead}→ {served}");
    }

    private static IEnumerable<string> Wrapped(string text)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width - Indent)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0) yield return line;
    }
}
