using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib token</c>: keys of the API.</summary>
internal static class TokenCommand
{
    private static readonly Argument<string> User = new("USER") { Description = "The user name." };
    private static readonly Argument<string> Id = new("ID") { Description = "The token's number, as trib token list shows it." };
    private static readonly Option<string?> Label = new("--label") { Description = "What it is for, so that one knows later which to revoke.", HelpName = "TEXT" };

    /// <summary>The command with those under it.</summary>
    public static Command Create() => new("token", "Tokens: keys with which programs act for a user through the API.")
    {
        new Command("add", "Makes a token and prints it; it cannot be seen again.") { User, Label }.Runs(AddAsync),
        new Command("list", "Lists a user's tokens without showing them: number, label, when made, when last used.") { User, GlobalOptions.Json }.Runs(ListAsync),
        new Command("revoke", "Makes a token worthless at once.") { Id }.Runs(RevokeAsync),
    };

    private static async Task<int> AddAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var user = await UserShowCommand.GetAsync(database, context.Get(User)!, cancel);
        var (outcome, issued) = await new TokenStep(database).IssueAsync(user.Id, context.Get(Label) ?? "", UserOptions.NewActor(), cancel);
        UserOptions.EnsureDone(outcome, UserShowCommand.NoUser(user.Username));
        await context.Output.WriteLineAsync(issued!.Token);
        return ExitStatus.Done;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var user = await UserShowCommand.GetAsync(database, context.Get(User)!, cancel);
        var tokens = await new TokenQueries(database).ListAsync(user.Id, cancel);
        if (tokens.Count == 0) throw CommandException.No($"{user.Username} has no tokens; make one with trib token add {user.Username}");
        if (context.IsJson)
        {
            foreach (var token in tokens)
                await context.Output.WriteLineAsync(JsonSerializer.Serialize(new TokenJson(token.Id, user.Username, token.Label, token.CreatedAt, token.UsedOn), ViewJson.Options));
            return ExitStatus.Done;
        }

        var table = new Table().Border(TableBorder.None).AddColumns("ID", "Made", "Last used", "Label");
        foreach (var token in tokens)
            table.AddRow(new Text($"{token.Id}"), new Text(TerminalText.Time(token.CreatedAt)), new Text(token.UsedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never"), new Text(TerminalText.Line(token.Label)));
        Terminal.On(context.Output).Write(table);
        return ExitStatus.Done;
    }

    private static async Task<int> RevokeAsync(CommandContext context, CancellationToken cancel)
    {
        if (!long.TryParse(context.Get(Id), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) throw CommandException.Usage($"{context.Get(Id)} is no number of a token; see trib token list USER");
        await using var database = await context.OpenDatabaseAsync(cancel);
        UserOptions.EnsureDone(await new TokenStep(database).RevokeAsync(id, UserOptions.NewActor(), cancel), $"there is no token {id}; trib token list USER shows those there are");
        return ExitStatus.Done;
    }
}

/// <summary>A token as data.</summary>
/// <param name="Id">Its number.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Created">When it was made.</param>
/// <param name="LastUsed">The last day on which it was used, UTC; null for never.</param>
internal sealed record TokenJson(long Id, string User, string Label, DateTimeOffset Created, DateOnly? LastUsed);
