using System.Text;
using Tributary.Git;

namespace Tributary.Lab;

/// <summary>Runs a virtual machine within its bounds.</summary>
internal static class Machine
{
    // A guest that has said its last word is given so long to power off.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private const int MostErrors = 8 * 1024;

    /// <summary>Runs one to its end.</summary>
    /// <param name="command">The command that runs it.</param>
    /// <param name="job">The machine.</param>
    /// <param name="trial">How long the start marker may take, or null for as long as the bounds allow.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Ends it early, and throws.</param>
    public static async Task<MachineEnd> RunAsync(System.Collections.Immutable.ImmutableArray<string> command, MachineJob job, TimeSpan? trial, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        await using var program = LeashedProgram.Start(command);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        over.CancelAfter(job.Bounds.Time);
        var errors = ReadErrorsAsync(program.Error, over.Token);
        var console = new ConsoleFollower(job.Nonce, progress);
        var stop = await FollowAsync(program.Output, console, job.Bounds, trial, over.Token);
        cancel.ThrowIfCancellationRequested();
        if (stop != MachineStop.Ended) return new(console.Text, stop, null, "");

        var status = await program.WaitAsync(cancel);
        return new(console.Text, stop, status, await errors);
    }

    private static async Task<MachineStop> FollowAsync(Stream output, ConsoleFollower console, MachineBounds bounds, TimeSpan? trial, CancellationToken over)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(over);
        using var start = new CancellationTokenSource(trial ?? Timeout.InfiniteTimeSpan);
        using var startEnds = start.Token.Register(quiet.Cancel);
        try
        {
            while (true)
            {
                quiet.CancelAfter(console.HasEnded ? Grace : bounds.Silence);
                var count = await output.ReadAsync(buffer, quiet.Token);
                if (count == 0) return MachineStop.Ended;

                total += count;
                if (total > bounds.Console) return MachineStop.Console;
                console.Take(buffer.AsSpan(0, count));
                if (console.HasStarted) start.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
        catch (OperationCanceledException)
        {
            return over.IsCancellationRequested ? MachineStop.Time : start.IsCancellationRequested && !console.HasStarted ? MachineStop.NoTrial : MachineStop.Silence;
        }
    }

    private static async Task<string> ReadErrorsAsync(Stream stream, CancellationToken cancel)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var text = new StringBuilder();
            var buffer = new char[1024];
            while (await reader.ReadAsync(buffer, cancel) is var count and > 0)
            {
                if (text.Length < MostErrors) text.Append(buffer, 0, count);
            }

            return text.ToString().Trim();
        }
        catch (OperationCanceledException)
        {
            return "";
        }
        catch (ObjectDisposedException)
        {
            return "";
        }
    }
}

/// <summary>How a machine ended.</summary>
/// <param name="Console">What it printed.</param>
/// <param name="Stop">Why it ended.</param>
/// <param name="Status">The exit status of the program that ran it; null where it was ended.</param>
/// <param name="Said">What that program complained of.</param>
internal sealed record MachineEnd(string Console, MachineStop Stop, int? Status, string Said);
