using System.CommandLine;
using System.Text.Json;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib outbox show</c></summary>
internal static class OutboxShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new Command("show", "Shows a letter whole, and how far it is.") { LetterChoice.Id, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var id = LetterChoice.Read(context);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var letter = await new OutboxQueries(database).FindAsync(id, cancel) ?? throw LetterChoice.NoSuch(id);
        var view = LetterView.From(letter);
        if (context.IsJson)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(view, ViewJson.Options));
            return ExitStatus.Done;
        }

        context.Output.WriteLine(TerminalText.Line($"letter {view.Id}, {view.State}, about {view.Key}, from {view.Sender}"));
        if (view.Next is { } next) context.Output.WriteLine($"next attempt {TerminalText.Time(next)}");
        foreach (var one in view.Recipients) context.Output.WriteLine(TerminalText.Line($"to {one.Address}: {one.State} {one.Said}".TrimEnd()));
        context.Output.WriteLine();
        foreach (var line in view.Mail!.Split('\n')) context.Output.WriteLine(TerminalText.Line(line));
        return ExitStatus.Done;
    }
}
