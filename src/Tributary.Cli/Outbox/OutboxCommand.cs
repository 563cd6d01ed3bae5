using System.CommandLine;

namespace Tributary.Cli;

/// <summary><c>trib outbox</c>: the letters that go out.</summary>
internal static class OutboxCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("outbox", "Looks after the mail that goes out.")
    {
        OutboxListCommand.Create(), OutboxShowCommand.Create(), OutboxChangeCommands.CreateRetry(), OutboxChangeCommands.CreateCancel(), OutboxTestCommand.Create(),
    };
}
