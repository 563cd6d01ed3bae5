using System.CommandLine;
using Tributary.Git;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>The arguments and options of <c>trib maintainers</c>.</summary>
internal static class MaintainersOptions
{
    public static Argument<string[]> What { get; } = new("FILE|RANGE|PATH")
    {
        Description = "A patch, a mail or an mbox; else a file or folder of the tree; else a revision range of the repository you stand in.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string?> Tree { get; } = new("--tree")
    {
        Description = "The kernel tree whose MAINTAINERS and history are asked (default: the one you stand in).",
        HelpName = "DIR",
    };

    public static Option<bool> Paths { get; } = new("--file", "-f") { Description = "All arguments are files or folders of the tree, also those that hold a patch." };

    public static Option<string?> Jit { get; } = new("--jit") { Description = "The people of an architecture's BPF JIT, from the whole history of arch/ARCH/net (REQ-6).", HelpName = "ARCH" };

    public static Option<bool> SendEmail { get; } = new("--git-send-email") { Description = "Print --to= and --cc= arguments for git send-email: lists that patches go to in To, all others in Cc." };

    public static Option<bool> History { get; } = new("--git") { Description = "Ask the history of every file." };

    public static Option<bool> NoFallback { get; } = new("--no-git-fallback") { Description = "Do not ask the history of files that no section with maintainers stands for." };

    public static Option<bool> NoFixes { get; } = new("--no-fixes") { Description = "Leave out who signed the commits of Fixes: lines." };

    public static Option<bool> NoKeywords { get; } = new("--no-keywords") { Description = "Do not look for the keywords (K:) of MAINTAINERS." };

    public static Option<bool> SubscriberLists { get; } = new("--subscriber-lists") { Description = "Name lists that only subscribers may write to, too." };

    public static Option<int> Depth { get; } = new("--pattern-depth") { Description = "Leave out sections whose pattern stands this many folders above the file, or more (0: none).", HelpName = "N" };

    public static Option<string> Since { get; } = new("--git-since")
    {
        Description = "How far back the history is asked.",
        HelpName = "WHEN",
        DefaultValueFactory = static _ => HistoryReader.Usual,
    };

    /// <summary>What the options ask for.</summary>
    public static MaintainersChoice Choice(CommandContext context) => new()
    {
        WithFallback = !context.Get(NoFallback), WithFixes = !context.Get(NoFixes), WithKeywords = !context.Get(NoKeywords),
        WithHistory = context.Get(History) || context.Get(Jit) is not null, WithSubscriberLists = context.Get(SubscriberLists), PatternDepth = context.Get(Depth),
    };
}
