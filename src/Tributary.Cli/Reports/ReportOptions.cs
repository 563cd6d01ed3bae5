using System.CommandLine;

namespace Tributary.Cli;

/// <summary>The arguments and options of <c>trib report</c>.</summary>
internal static class ReportOptions
{
    public static Argument<string?> Description { get; } = new("FILE") { Description = "What is wrong, in words: a file, or - for standard input.", Arity = ArgumentArity.ZeroOrOne };

    public static Option<string?> Log { get; } = new("--dmesg") { Description = "A kernel log: its first bug, warning or oops goes into the report.", HelpName = "FILE" };

    public static Option<string?> Subject { get; } = new("--subject") { Description = "The subject (default: the first line of the splat, else of the description).", HelpName = "TEXT" };

    public static Option<string?> Culprit { get; } = new("--culprit") { Description = "The commit that broke it: its people get a copy (BUG-3).", HelpName = "COMMIT" };

    public static Option<bool> Llvm { get; } = new("--llvm") { Description = "A problem of LLVM's BPF back end (LLV-3)." };

    public static Option<string?> Image { get; } = new("--vmlinux") { Description = "The kernel's image with debug information: the trace is decoded with the tree's scripts/decode_stacktrace.sh.", HelpName = "FILE" };

    public static Option<string?> Config { get; } = new("--config") { Description = "The kernel's .config: the options that matter go into the report.", HelpName = "FILE" };

    public static Option<string?> From { get; } = new("--from") { Description = "Whom the mail is from (default: as git has you).", HelpName = "ADDRESS" };

    public static Option<bool> Send { get; } = new("--send") { Description = "Hand the mail over to git send-email, which asks before it sends." };

    public static Option<string?> Output { get; } = new("--output", "-o") { Description = "Write the mail here instead of on standard output.", HelpName = "FILE" };
}
