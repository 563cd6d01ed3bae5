using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib user list</c></summary>
internal static class UserListCommand
{
    private const int Batch = 500;

    /// <summary>The command.</summary>
    public static Command Create() => new Command("list", "Lists the accounts, the oldest first.") { GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var projects = await UserText.ListProjectsAsync(database, cancel);
        var queries = new UserQueries(database);
        var table = new Table().Border(TableBorder.None).AddColumns("ID", "Name", "Address", "Full name", "Role");
        var count = 0;
        for (var page = await queries.ListPageAsync(0, Batch, cancel); page.Count > 0; page = await queries.ListPageAsync(page[^1].Id, Batch, cancel))
        {
            foreach (var view in page.Select(user => UserJson.From(user, projects)))
            {
                if (context.IsJson) await context.Output.WriteLineAsync(JsonSerializer.Serialize(view, ViewJson.Options));
                else table.AddRow(new Text($"{view.Id}"), new Text(view.Username), new Text(view.Email), new Text(TerminalText.Line($"{view.FirstName} {view.LastName}".Trim())), new Text(UserText.RoleOf(view)));
            }

            count += page.Count;
        }

        if (count == 0) throw CommandException.No("there are no users yet; make one with trib user add");
        if (!context.IsJson) Terminal.On(context.Output).Write(table);
        return ExitStatus.Done;
    }
}
