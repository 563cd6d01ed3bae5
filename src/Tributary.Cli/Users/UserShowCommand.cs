using System.CommandLine;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib user show</c></summary>
internal static class UserShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new Command("show", "Shows an account: name, address, what the user may do.") { UserOptions.Name, GlobalOptions.Json }.Runs(RunAsync);

    /// <summary>What is said when there is no such account.</summary>
    public static string NoUser(string name) => $"there is no user {name}; trib user list shows those there are";

    /// <summary>The account of a name.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task<User> GetAsync(Database database, string name, CancellationToken cancel) =>
        await new UserQueries(database).FindByNameAsync(name, cancel) ?? throw CommandException.No(NoUser(name));

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        await UserText.WriteAsync(context, database, await GetAsync(database, context.Get(UserOptions.Name)!, cancel), cancel);
        return ExitStatus.Done;
    }
}
