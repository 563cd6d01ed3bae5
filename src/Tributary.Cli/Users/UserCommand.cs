using System.CommandLine;

namespace Tributary.Cli;

/// <summary><c>trib user</c>: the accounts of those who want to change something.</summary>
internal static class UserCommand
{
    /// <summary>The command with those under it.</summary>
    public static Command Create() => new("user", "The accounts of people who decide: make, list, show and change them.")
    {
        UserAddCommand.Create(), UserListCommand.Create(), UserShowCommand.Create(), UserSetCommand.Create(),
    };
}
