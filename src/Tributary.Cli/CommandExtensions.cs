using System.CommandLine;

namespace Tributary.Cli;

/// <summary>How a command gets its action.</summary>
internal static class CommandExtensions
{
    extension(Command command)
    {
        /// <summary>Runs this when the command is called: inside the error boundary, its output flushed at the end.</summary>
        /// <param name="run">The work; its result is the exit status.</param>
        public Command Runs(Func<CommandContext, CancellationToken, Task<int>> run)
        {
            command.SetAction((arguments, cancel) => ErrorBoundary.RunAsync(async () =>
            {
                await using var context = new CommandContext(arguments);
                return await run(context, cancel);
            }, cancel));
            return command;
        }
    }
}
