using System.CommandLine;
using System.CommandLine.Invocation;

namespace Tributary.Cli;

/// <summary>The command line: every command of <c>trib</c>, and how each is run.</summary>
internal static class CommandLine
{
    private const string About = "Carries patches from the mailing list to the tree.";

    /// <summary>Parses and runs.</summary>
    /// <param name="args">What stands behind <c>trib</c>.</param>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var quick = FindQuick(args);
        var isBare = quick is not null && !Has(args, "--help", "-h", "-?", "/h", "/?");
        // What takes long, or changes files, waits for Ctrl-C as other commands do.
        if (isBare && !Has(args, "--fix", "--lab") && QuickLine.Read(quick!.Leaf, args, quick.Path) is { } line) return await CommandExtensions.RunAsync(new(line), quick.Run, CancellationToken.None);
        return await ParseAsync(args, quick?.Top, isBare);
    }

    private static async Task<int> ParseAsync(string[] args, Command? quick, bool isBare)
    {
        var configuration = new ParserConfiguration { ResponseFileTokenReplacer = null };
        var parsed = (isBare ? CreateBare(quick!) : CreateRoot(args)).Parse(args, configuration);
        // Help, and what is wrong, is told by the whole.
        if (isBare && parsed.Errors.Count > 0) parsed = CreateRoot(args).Parse(args, configuration);
        if (parsed.Action is ParseErrorAction)
        {
            // A word that means nothing is what is wrong, rather than what is missing because of it.
            var error = parsed.Errors.FirstOrDefault(error => parsed.UnmatchedTokens.Any(word => error.Message.Contains(word, StringComparison.Ordinal))) ?? parsed.Errors[0];
            // "Cannot parse argument 'x' for option '--n' as expected type 'System.Int32'": the type is nobody's business.
            ErrorBoundary.Write($"{error.Message.Split(" as expected type ")[0].TrimEnd('.')}; see {PathOf(parsed.CommandResult)} --help");
            return ExitStatus.Usage;
        }

        // Time enough for a batch to be committed or taken back after Ctrl-C. What only reads and prints may end at once, and starts sooner for it.
        TimeSpan? patience = quick is null || Has(args, "--fix", "--lab") ? TimeSpan.FromSeconds(30) : null;
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = patience };
        return await parsed.InvokeAsync(invocation);
    }

    // What is run before each mail that is sent, or for many commits one by one, does not wait until all other commands are made.
    private static QuickCommand? FindQuick(string[] args) => (args is ["--data", _, .. var rest] ? rest : args) switch
    {
        ["check", ..] => QuickCommand.Of(CheckCommand.Create(), CheckCommand.RunAsync),
        ["maintainers", ..] => QuickCommand.Of(MaintainersCommand.Create(), MaintainersCommand.RunAsync),
        ["stable", "where", ..] => QuickCommand.Below(StableCommand.CreateWhere(), StableWhereCommand.RunAsync),
        _ => null,
    };

    private static bool Has(string[] args, params string[] words)
    {
        foreach (var word in words)
        {
            if (Array.IndexOf(args, word) >= 0) return true;
        }

        return false;
    }

    // Without the library's own options, whose texts take as long to find as a series to read.
    private static Command CreateBare(Command quick) => new("trib", About) { GlobalOptions.DataFolder, quick };

    private static RootCommand CreateRoot(string[] args)
    {
        if (FindQuick(args) is { } quick) return new(About) { GlobalOptions.DataFolder, quick.Top };
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

    // A command that is run often: as the root has it, where its options are, how it is found, and what it does.
    private sealed record QuickCommand(Command Top, Command Leaf, string[] Path, Func<CommandContext, CancellationToken, Task<int>> Run)
    {
        public static QuickCommand Of(Command command, Func<CommandContext, CancellationToken, Task<int>> run) => new(command, command, [command.Name], run);

        public static QuickCommand Below(Command top, Func<CommandContext, CancellationToken, Task<int>> run) => new(top, top.Subcommands[0], [top.Name, top.Subcommands[0].Name], run);
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult) => VersionLine.Write();
    }
}
