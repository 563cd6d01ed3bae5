using System.CommandLine;
using System.CommandLine.Invocation;

namespace Tributary.Cli;

/// <summary>The command line: every command of <c>trib</c>, and how each is run.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs.</summary>
    /// <param name="args">What stands behind <c>trib</c>.</param>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = CreateRoot(args).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            // A word that means nothing is what is wrong, rather than what is missing because of it.
            var error = parsed.Errors.FirstOrDefault(error => parsed.UnmatchedTokens.Any(word => error.Message.Contains(word, StringComparison.Ordinal))) ?? parsed.Errors[0];
            ErrorBoundary.Write($"{error.Message.TrimEnd('.')}; see {PathOf(parsed.CommandResult)} --help");
            return ExitStatus.Usage;
        }

        // Time enough for a batch to be committed or taken back after Ctrl-C.
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
        return await parsed.InvokeAsync(invocation);
    }

    // What is run before each mail that is sent does not wait until all other commands are made.
    private static Command? FindQuick(string[] args) => args is not [var name, ..] ? null : name switch
    {
        "check" => CheckCommand.Create(),
        "maintainers" => MaintainersCommand.Create(),
        _ => null,
    };

    private static RootCommand CreateRoot(string[] args)
    {
        const string About = "Carries patches from the mailing list to the tree.";
        if (FindQuick(args) is { } quick) return new(About) { GlobalOptions.DataFolder, quick };
        var root = new RootCommand(About)
        {
            GlobalOptions.DataFolder, DelegationCommand.Create(),
            ImportCommand.Create(),
            IngestCommand.Create(),
            ServeCommand.Create(),
            SeriesCommand.Create(),
            PatchCommand.Create(),
            EventsCommand.Create(),
            CheckCommand.Create(),
            ChecksCommand.Create(),
            UserCommand.Create(),
            TokenCommand.Create(),
            HandbookCommand.Create(),
            LabCommand.Create(),
            ObjectCommand.Create(),
            ToolchainCommand.Create(),
            RebuildCommand.Create(),
            DoctorCommand.Create(),
            MigrateDatabaseCommand.Create(),
            SourceCommand.Create(),
            TreeCommand.Create(), ApplyCommand.Create(), DropCommand.Create(),
            WindowCommand.Create(),
            PullRequestCommand.Create(),
            BackupCommand.Create(),
            OutboxCommand.Create(),
            NoticeCommand.Create(),
            WebhookCommand.Create(),
            StableCommand.Create(),
        };
        foreach (var command in Writing()) root.Add(command);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        return root;
    }

    // For who sends: whom to write to, where it goes, and the mail itself.
    private static Command[] Writing() => [MaintainersCommand.Create(), RouteCommand.Create(), ReportCommand.Create(), SendCommand.Create()];

    private static string PathOf(System.CommandLine.Parsing.CommandResult result)
    {
        var names = new Stack<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = result; at is System.CommandLine.Parsing.CommandResult command; at = at.Parent)
            names.Push(command.Parent is null ? "trib" : command.Command.Name);
        return string.Join(' ', names);
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult) => VersionLine.Write();
    }
}
