using System.CommandLine;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib user set</c></summary>
internal static class UserSetCommand
{
    private static readonly Option<bool> NoAdmin = new("--no-admin") { Description = "Make an administrator no longer." };
    private static readonly Option<bool> Disable = new("--disable") { Description = "Let the user act no longer: password and tokens are refused. What the user did stays." };
    private static readonly Option<bool> Enable = new("--enable") { Description = "Let the user act again." };

    private static readonly Option<bool> EndSessions = new("--end-sessions") { Description = "Sign the user out of every browser; a new password does so too." };

    private static readonly Option<string[]> AddAddress = new("--add-address")
    {
        Description = "Another address: mail from it is the user's too; may be given several times.",
        HelpName = "ADDRESS",
    };

    private static readonly Option<string[]> RemoveAddress = new("--remove-address")
    {
        Description = "Take another address away; may be given several times. The first one is changed by --email.",
        HelpName = "ADDRESS",
    };

    private static readonly Option<string[]> NotMaintainer = new("--not-maintainer")
    {
        Description = "Make a maintainer of the project no longer; may be given several times.",
        HelpName = "PROJECT",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("set", "Changes an account; what is not named stays.")
    {
        UserOptions.Name, UserOptions.Email, UserOptions.FirstName, UserOptions.LastName, UserOptions.Admin, NoAdmin, UserOptions.Maintainer, NotMaintainer,
        UserOptions.PasswordFromInput, AddAddress, RemoveAddress, EndSessions, Disable, Enable, GlobalOptions.Json,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        if (context.Get(UserOptions.Admin) && context.Get(NoAdmin)) throw CommandException.Usage("--admin and --no-admin contradict each other");
        if (context.Get(Disable) && context.Get(Enable)) throw CommandException.Usage("--disable and --enable contradict each other");
        await using var database = await context.OpenDatabaseAsync(cancel);
        var edit = await UserOptions.ReadAsync(context, database, cancel) with
        {
            IsActive = context.Get(Disable) ? false : context.Get(Enable) ? true : null,
            AddsAddresses = [.. context.Get(AddAddress) ?? []], DropsAddresses = [.. context.Get(RemoveAddress) ?? []], EndsSessions = context.Get(EndSessions),
            Leaves = [.. await UserOptions.FindProjectsAsync(database, context.Get(NotMaintainer) ?? [], cancel)],
        };
        if (context.Get(NoAdmin)) edit = edit with { IsAdmin = false };
        if (edit.Maintains.Intersect(edit.Leaves).Any()) throw CommandException.Usage("--maintainer and --not-maintainer name the same project");
        var name = context.Get(UserOptions.Name)!;
        UserOptions.EnsureDone(await new AccountStep(database).ChangeAsync(name, edit, UserOptions.NewActor(), cancel), UserShowCommand.NoUser(name));
        var user = await new UserQueries(database).FindByNameAsync(name, cancel);
        await UserText.WriteAsync(context, database, user!, cancel);
        return ExitStatus.Done;
    }
}
