using System.CommandLine;

namespace Tributary.Cli;

/// <summary><c>trib patch</c>: single patches.</summary>
internal static class PatchCommand
{
    /// <summary>The command with those under it.</summary>
    public static Command Create() => new("patch", "Single patches.") { PatchShowCommand.Create() };
}
