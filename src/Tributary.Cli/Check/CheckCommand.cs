using System.Collections.Immutable;
using System.CommandLine;
using Tributary.Git;
using Tributary.Policy;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib check</c>: the handbook's rules over mail, commits or a series of the queue.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new Command("check", "Checks patches by the handbook's rules: what a maintainer would say, before you send.")
    {
        CheckOptions.What, CheckOptions.Profile, CheckOptions.Tree, CheckOptions.Prefix, CheckOptions.Severity, GlobalOptions.Json,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var least = context.Get(CheckOptions.Severity) switch
        {
            "error" => Severity.Error,
            "warning" => Severity.Warning,
            "advice" => Severity.Advice,
            var other => throw CommandException.Usage($"--severity {other}: it is one of error, warning, advice"),
        };
        var name = context.Get(CheckOptions.Profile)!;
        var profile = ProfileFile.Find(name) ?? throw CommandException.Usage($"there is no profile {name}; there is {string.Join(", ", BuiltInProfiles.Names)}, or name a .yaml file");
        var input = await CheckInput.ReadAsync(context, cancel);
        var results = await CheckRun.RunAsync(input, profile, cancel);
        ImmutableArray<CheckResult> told = [.. results.Where(result => result.Finding.Severity >= least)];
        if (context.IsJson) CheckJson.Write(context.Output, told);
        else CheckText.Write(context.Output, told);
        return results.Any(result => result.Finding.Severity == Severity.Error) ? ExitStatus.No : ExitStatus.Done;
    }
}
