namespace Tributary.Cli;

/// <summary>Ends a command with an exit status and one line on standard error.</summary>
/// <param name="status">One of <see cref="ExitStatus"/>.</param>
/// <param name="message">What, where, and what to do: one sentence without a full stop.</param>
internal sealed class CommandException(int status, string message) : Exception(message)
{
    /// <summary>The exit status.</summary>
    public int Status { get; } = status;

    /// <summary>The command was used wrongly, or its input cannot be what it should be.</summary>
    public static CommandException Usage(string message) => new(ExitStatus.Usage, message);

    /// <summary>The answer is no, or nothing was found.</summary>
    public static CommandException No(string message) => new(ExitStatus.No, message);

    /// <summary>Something outside failed.</summary>
    public static CommandException Outside(string message) => new(ExitStatus.Outside, message);
}
