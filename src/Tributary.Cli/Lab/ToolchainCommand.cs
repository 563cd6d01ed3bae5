using System.CommandLine;
using System.Text.Json;
using Tributary.Lab;
using Tributary.Policy;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib toolchain</c>: which tools are here, and which jobs they are enough for (LLV-1, LLV-2, TST-3).</summary>
internal static class ToolchainCommand
{
    private static readonly Option<string?> For = new("--for") { Description = "The job that is wanted: selftests, build or objects (default: all three).", HelpName = "JOB" };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("toolchain", "Which tools are here, which versions, what they are needed for, and how to get what lacks.") { For, CheckOptions.Profile, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var jobs = JobsOf(context.Get(For));
        var profile = ProfileChoice.Get(context);
        var report = await new ToolchainReader(profile.Llvm, profile.Testing?.Pahole).ReadAsync(cancel);
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(ToolchainView.From(report), ViewJson.Options));
        else ToolchainText.Write(context.Output, report, jobs, profile);
        return report.LackingFor(jobs).IsEmpty ? ExitStatus.Done : ExitStatus.No;
    }

    private static ToolJobs JobsOf(string? word) => word switch
    {
        null => ToolJobs.All,
        "selftests" => ToolJobs.Selftests,
        "build" => ToolJobs.Build,
        "objects" => ToolJobs.Objects,
        _ => throw CommandException.Usage($"--for takes selftests, build or objects, not {word}"),
    };
}
