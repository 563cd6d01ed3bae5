using System.Collections.Immutable;
using System.CommandLine;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary><c>trib check</c>: the handbook's rules over mail, commits or a series of the queue.</summary>
internal static class CheckCommand
{
    private const int MostRounds = 20;

    /// <summary>The command.</summary>
    public static Command Create() => new Command("check", "Checks patches by the handbook's rules: what a maintainer would say, before you send.")
    {
        CheckOptions.What, CheckOptions.Profile, CheckOptions.Tree, CheckOptions.Prefix, CheckOptions.Severity, GlobalOptions.Json,
        CheckOptions.Sarif, CheckOptions.Fix, CheckOptions.Lab, CheckOptions.InstallHook, CheckOptions.Hook,
    }.Runs(RunAsync);

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        if (context.Get(CheckOptions.InstallHook)) return SendEmailHook.Install(context);
        var least = LeastOf(context.Get(CheckOptions.Severity)!);
        string[] what = context.Get(CheckOptions.Hook) is { } file ? SendEmailHook.Files(file) : context.Get(CheckOptions.What) ?? [];
        // The hook waits for the last file, and then speaks of all.
        if (what.Length == 0 && context.Get(CheckOptions.Hook) is not null) return ExitStatus.Done;
        var profile = ProfileChoice.Get(context);
        var input = await CheckInput.ReadAsync(context, what, cancel);
        var results = await CheckRun.RunAsync(input, profile, cancel);
        if (context.Get(CheckOptions.Fix))
        {
            var said = context.IsJson || context.Get(CheckOptions.Sarif) ? TextWriter.Null : context.Output;
            // What is mended may show more: a rule tells the first of its kind.
            for (var round = 0; round < MostRounds && CheckFix.Apply(said, results); round++) results = await CheckRun.RunAsync(await CheckInput.ReadAsync(context, what, cancel), profile, cancel);
        }

        Write(context, input, [.. results.Where(result => result.Finding.Severity >= least)]);
        var isTestedWorse = context.Get(CheckOptions.Lab) is { } kernel && await CheckLab.RunAsync(context, (input, what, kernel), profile, cancel);
        return isTestedWorse || results.Any(result => result.Finding.Severity == Severity.Error) ? ExitStatus.No : ExitStatus.Done;
    }

    private static void Write(CommandContext context, CheckInput input, ImmutableArray<CheckResult> results)
    {
        if (context.Get(CheckOptions.Sarif)) CheckSarif.Write(context.Output, results);
        else if (context.IsJson) CheckJson.Write(context.Output, results);
        // Who sends sees nothing of what is in order.
        else if (!results.IsEmpty || context.Get(CheckOptions.Hook) is null) CheckText.Write(context.Output, results);
        if (!context.IsJson && !context.Get(CheckOptions.Sarif) && context.Get(CheckOptions.Hook) is null) CheckText.WriteNext(context.Output, input, results);
    }

    private static Severity LeastOf(string word) => word switch
    {
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        "advice" => Severity.Advice,
        _ => throw CommandException.Usage($"--severity {word}: it is one of error, warning, advice"),
    };
}
