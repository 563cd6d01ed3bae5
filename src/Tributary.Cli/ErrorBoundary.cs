using System.Data.Common;
using System.Net.Sockets;
using Tributary.Git;
using Tributary.Lab;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>The one place where exceptions end: each becomes an exit status and one line on standard error.</summary>
internal static class ErrorBoundary
{
    /// <summary>Runs a command.</summary>
    /// <param name="command">The command; its result is the exit status.</param>
    /// <param name="cancel">Ctrl-C.</param>
    public static async Task<int> RunAsync(Func<Task<int>> command, CancellationToken cancel)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Write("interrupted");
            return ExitStatus.Interrupted;
        }
#pragma warning disable CA1031 // The boundary: nothing may leave the program as a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var (status, line) = Explain(exception);
            Write(line);
            return status;
        }
    }

    /// <summary>Writes one line on standard error, whatever the text holds.</summary>
    public static void Write(string line) => Console.Error.WriteLine($"trib: {OneLine(line)}");

    private static (int Status, string Line) Explain(Exception exception) => exception switch
    {
        CommandException command => (command.Status, command.Message),
        SourceException source => (ExitStatus.Usage, source.Message),
        ProfileException profile => (ExitStatus.Usage, profile.Message),
        BuildException broken => (ExitStatus.No, broken.Message),
        LabMismatchException mismatch => (ExitStatus.Usage, mismatch.Message),
        LabException lab => (ExitStatus.Outside, lab.Message),
        GitException git => (ExitStatus.Outside, git.Message),
        DatabaseException database => (ExitStatus.Outside, database.Message),
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        DbException failure => (ExitStatus.Outside, $"the database failed: {failure.Message}; trib doctor says more"),
        UnauthorizedAccessException access => (ExitStatus.Outside, $"{access.Message}; check owner and mode"),
        IOException file => (ExitStatus.Outside, file.Message),
        SocketException socket => (ExitStatus.Outside, $"the network failed: {socket.Message}"),
        TimeoutException late => (ExitStatus.Outside, late.Message),
        NotSupportedException unsupported => (ExitStatus.Usage, unsupported.Message),
        _ => (ExitStatus.Outside, $"a fault in trib, please report it: {exception.GetType().Name}: {exception.Message}"),
    };

    private static string OneLine(string text) =>
        string.Create(text.Length, text, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(from[i]) ? ' ' : from[i];
        }).Trim();
}
