using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib checks</c>: what the handbook's rules found in the queue, and who is told.</summary>
internal static class ChecksCommand
{
    private static readonly Argument<string> Switch = new Argument<string>("on|off") { Description = "on: from now on who sends a series with errors gets one letter about it; off: nobody does." }.AcceptOnlyFromAmong("on", "off");
    private static readonly Argument<string> Address = new("ADDRESS") { Description = "Whose mail." };
    private static readonly Option<bool> Again = new("--again") { Description = "He wants it again." };

    /// <summary>The command with those under it.</summary>
    public static Command Create() => new("checks", "What the handbook's rules found in the series of the queue, which a running server judges as they come.")
    {
        new Command("list", "Prints how often each rule fired, and how many series wait to be judged.") { GlobalOptions.Project, GlobalOptions.Json }.Runs(ListAsync),
        new Command("mail", "Turns the letter about errors to who sent a series on or off.") { Switch, GlobalOptions.Project }.Runs(MailAsync),
        new Command("refuse", "Notes that an address wants no such letter.") { Address, Again }.Runs(RefuseAsync),
        new Command("again", "Asks for every series to be judged again, the newest first.").Runs(JudgeAgainAsync),
    };

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var project = await ProjectChoice.FindAsync(context, database, cancel);
        var model = await new ChecksReader(database, TimeProvider.System).ReadAsync(project, cancel);
        if (context.IsJson)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(ChecksView.From(model), ViewJson.Options));
            return ExitStatus.Done;
        }

        foreach (var line in model.Rules)
            await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{line.Count.Series,8:N0} series  {line.Count.Findings,8:N0} findings  {line.Rule.Id} ({line.Rule.Clause.Id}, {FindingView.WordOf(line.Rule.Severity)})"));
        var behind = model.Position.Noted < model.Position.Last ? ", and mail came since" : "";
        await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{model.Judged:N0} series are judged; {model.Position.Waiting:N0} wait{behind}. Mail to senders is {(model.MailsSince is { } since ? $"on since {since.UtcDateTime:yyyy-MM-dd HH:mm}" : "off")}."));
        return ExitStatus.Done;
    }

    private static async Task<int> MailAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var project = await ProjectChoice.FindAsync(context, database, cancel);
        UserOptions.EnsureDone(await new VerdictMailStep(database).SetAsync(project.Id, context.Get(Switch) == "on", UserOptions.NewActor(), cancel), $"there is no project {project.Name}");
        return ExitStatus.Done;
    }

    private static async Task<int> RefuseAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        UserOptions.EnsureDone(await new VerdictMailStep(database).RefuseAsync(AddressChoice.Read(context.Get(Address)!), context.Get(Again), TimeProvider.System.GetUtcNow(), cancel), "nothing was found");
        return ExitStatus.Done;
    }

    private static async Task<int> JudgeAgainAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        await new VerdictsAsked(database).NoteAllAsync(TimeProvider.System.GetUtcNow(), cancel);
        return ExitStatus.Done;
    }
}
