using System.CommandLine;

namespace Tributary.Cli;

/// <summary><c>trib lab</c>: the selftests in a real kernel.</summary>
internal static class LabCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Create() => new("lab", "Tests in a real kernel.") { LabRunCommand.Create(), LabPrepareCommand.Create(), LabWorkerCommand.Create(), LabKnownCommand.Create(), LabConfigCommand.Create(), LabReadCommand.Create() };
}
