using Tributary.Policy;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>The profile that a command works with.</summary>
internal static class ProfileChoice
{
    /// <summary>The one that <c>--profile</c> names.</summary>
    /// <exception cref="CommandException">There is no such profile.</exception>
    public static Profile Get(CommandContext context)
    {
        var name = context.Get(CheckOptions.Profile)!;
        return ProfileFile.Find(name) ?? throw CommandException.Usage($"there is no profile {name}; there is {string.Join(", ", BuiltInProfiles.Names)}, or name a .yaml file");
    }
}
