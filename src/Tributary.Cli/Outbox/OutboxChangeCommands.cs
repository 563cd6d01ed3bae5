using System.CommandLine;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib outbox retry</c> and <c>trib outbox cancel</c></summary>
internal static class OutboxChangeCommands
{
    /// <summary>Puts a letter back to be sent.</summary>
    public static Command CreateRetry() => new Command("retry", "Puts a letter back to be sent at once to those whom it has not reached; trib serve sends it.") { LetterChoice.Id }
        .Runs((context, cancel) => RunAsync(context, static (step, id, cancel) => step.RetryAsync(id, cancel), cancel));

    /// <summary>Takes a letter back.</summary>
    public static Command CreateCancel() => new Command("cancel", "Takes back a letter that was not sent yet.") { LetterChoice.Id }
        .Runs((context, cancel) => RunAsync(context, static (step, id, cancel) => step.CancelAsync(id, cancel), cancel));

    private static async Task<int> RunAsync(CommandContext context, Func<LetterStep, LetterId, CancellationToken, Task<WorkOutcome>> change, CancellationToken cancel)
    {
        var id = LetterChoice.Read(context);
        await using var database = await context.OpenDatabaseAsync(cancel);
        return await change(new(database, TimeProvider.System), id, cancel) switch
        {
            WorkOutcome.Done => ExitStatus.Done,
            WorkOutcome.Conflict conflict => throw CommandException.No(conflict.Sentence.TrimEnd('.')),
            _ => throw LetterChoice.NoSuch(id),
        };
    }
}
