using System.CommandLine;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib user add</c></summary>
internal static class UserAddCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new Command("add", "Makes an account. Without a password it works by tokens only.")
    {
        UserOptions.Name, UserOptions.Email, UserOptions.FirstName, UserOptions.LastName, UserOptions.Admin, UserOptions.Maintainer, UserOptions.PasswordFromInput,
        GlobalOptions.Json,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var name = context.Get(UserOptions.Name)!;
        if (context.Get(UserOptions.Email) is null) throw CommandException.Usage("an account needs --email ADDRESS");
        await using var database = await context.OpenDatabaseAsync(cancel);
        var outcome = await new AccountStep(database).AddAsync(name, await UserOptions.ReadAsync(context, database, cancel), UserOptions.NewActor(), cancel);
        UserOptions.EnsureDone(outcome, "");
        var user = await new UserQueries(database).FindByNameAsync(name, cancel);
        await UserText.WriteAsync(context, database, user!, cancel);
        return ExitStatus.Done;
    }
}
