using System.CommandLine;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>The arguments and options of <c>trib check</c>.</summary>
internal static class CheckOptions
{
    public static Argument<string[]> What { get; } = new("FILE|RANGE|SERIES")
    {
        Description = "A mail, an mbox, a folder of patches; else a revision range of the repository you stand in; else a series of the queue by its number or a Message-Id.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string> Profile { get; } = new("--profile")
    {
        Description = "The rules' values: a built-in profile or a YAML file.",
        HelpName = "NAME|FILE",
        DefaultValueFactory = static _ => BuiltInProfiles.Default,
    };

    public static Option<string?> Tree { get; } = new("--tree")
    {
        Description = "A kernel tree: its MAINTAINERS and commits are looked up (default: the repository you stand in).",
        HelpName = "DIR",
    };

    public static Option<string?> Prefix { get; } = new("--subject-prefix")
    {
        Description = "For a range: the prefix that it will be sent with, as git format-patch has it, e.g. \"PATCH net v2\".",
        HelpName = "PREFIX",
    };

    public static Option<string> Severity { get; } = new("--severity")
    {
        Description = "The least that is told: error, warning or advice (all).",
        HelpName = "LEVEL",
        DefaultValueFactory = static _ => "advice",
    };

    public static Option<bool> Sarif { get; } = new("--sarif") { Description = "Print SARIF 2.1.0, which code hosts and editors read." };

    public static Option<bool> Fix { get; } = new("--fix") { Description = "Mend mail files where it takes no judgement; of commits say what to amend." };

    public static Option<string?> Lab { get; } = new("--lab")
    {
        Description = "Run the selftests that the touched files call for, in a machine with this kernel (debian:6.1, or an image), beside the tree without the patches; what came of it is written under the --- of the cover letter.",
        HelpName = "KERNEL",
    };

    public static Option<bool> InstallHook { get; } = new("--install-hook") { Description = "Set git's hook in this repository, so that git send-email asks first." };

    public static Option<string?> Hook { get; } = new("--hook")
    {
        Description = "What the hook runs: checks the file that git send-email is about to send, all of them at the last.",
        HelpName = "FILE",
        Hidden = true,
    };
}
