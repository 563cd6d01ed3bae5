using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Policy;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib delegation</c>: whom series are given to when they come (SUB-3).</summary>
internal static class DelegationCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The rules, one JSON object a line, as trib delegation list --json prints them; - for standard input." };
    private static readonly Argument<string?> FileOrNone = new("FILE") { Description = "The rules to try; without it those that hold.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<int?> Count = new("--series") { Description = $"How many of the newest series are tried; {DelegationTrial.UsualSeries} unless told.", HelpName = "N" };

    /// <summary>The command with those under it.</summary>
    public static Command Create() => new("delegation", "Rules of delegation: whom a series is given to when it comes, by prefix, list, path and content.")
    {
        new Command("list", "Prints the rules that hold, the first one first.") { GlobalOptions.Project, GlobalOptions.Json }.Runs(ListAsync),
        new Command("set", "Sets the rules; they hold for what comes from then on, and a running server gives what waits away anew.") { File, GlobalOptions.Project }.Runs(SetAsync),
        new Command("reset", "Forgets the project's own rules: those of its profile hold again.") { GlobalOptions.Project }.Runs(ResetAsync),
        new Command("try", "Says which of the newest series would be somebody else's under rules; changes nothing.") { FileOrNone, Count, GlobalOptions.Project, GlobalOptions.Json }.Runs(TryAsync),
    };

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var rules = await LoadAsync(database, await ProjectChoice.FindAsync(context, database, cancel), cancel);
        foreach (var (index, rule) in rules.Index())
            await context.Output.WriteLineAsync(context.IsJson ? DelegationJson.Write(rule) : TerminalText.Line($"{index + 1}. {rule.Describe()}"));
        return rules.IsEmpty ? ExitStatus.No : ExitStatus.Done;
    }

    private static async Task<int> SetAsync(CommandContext context, CancellationToken cancel)
    {
        var rules = await ReadAsync(context, context.Get(File)!, cancel);
        await using var database = await context.OpenDatabaseAsync(cancel);
        return await SaveAsync(context, database, rules, cancel);
    }

    private static async Task<int> ResetAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        return await SaveAsync(context, database, rules: null, cancel);
    }

    private static async Task<int> SaveAsync(CommandContext context, Database database, ImmutableArray<DelegationRule>? rules, CancellationToken cancel)
    {
        var project = await ProjectChoice.FindAsync(context, database, cancel);
        UserOptions.EnsureDone(await new DelegationStep(database).SaveAsync(project.Id, rules, seen: null, UserOptions.NewActor(), cancel), $"there is no project {project.Name}");
        return ExitStatus.Done;
    }

    private static async Task<int> TryAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var project = await ProjectChoice.FindAsync(context, database, cancel);
        var rules = context.Get(FileOrNone) is { } file ? await ReadAsync(context, file, cancel) : await LoadAsync(database, project, cancel);
        var result = await new DelegationTrial(database).RunAsync(project.Id, rules, context.Get(Count) ?? DelegationTrial.UsualSeries, cancel);
        foreach (var fault in result.Faults) ErrorBoundary.Write(fault.TrimEnd('.'));
        foreach (var line in result.Lines)
        {
            await context.Output.WriteLineAsync(context.IsJson ? JsonSerializer.Serialize(DelegationLineView.Of(line), ViewJson.Options)
                : TerminalText.Line($"{line.Series}  {line.From ?? "nobody"} → {line.To ?? "nobody"}{(line.IsGiven ? " (given by a person: stays)" : "")}  {line.Name}  {line.Reason}"));
        }

        if (!context.IsJson) await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{result.Lines.Length} of {result.Tried} series would be somebody else's."));
        return result.Faults.IsEmpty ? ExitStatus.Done : ExitStatus.No;
    }

    private static async Task<ImmutableArray<DelegationRule>> LoadAsync(Database database, StoredProject project, CancellationToken cancel) =>
        (await new DelegationQueries(database).FindAsync(project.Id, cancel))?.Rules ?? ProfileFile.Find(project.Profile)?.Delegation ?? [];

    private static async Task<ImmutableArray<DelegationRule>> ReadAsync(CommandContext context, string file, CancellationToken cancel)
    {
        string text;
        try
        {
            text = file == "-" ? await Console.In.ReadToEndAsync(cancel) : await System.IO.File.ReadAllTextAsync(file, cancel);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{file} cannot be read: {failure.Message.TrimEnd('.')}");
        }

        var rules = ImmutableArray.CreateBuilder<DelegationRule>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (DelegationJson.TryRead(line, out var rule) is { } wrong) throw CommandException.Usage($"{file}, line {index + 1}: {wrong}");
            rules.Add(rule);
        }

        return rules.ToImmutable();
    }
}
