using Tributary.Lab;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>The tools, for people.</summary>
internal static class ToolchainText
{
    /// <summary>Writes them: each with what it is for; what lacks with how to get it.</summary>
    public static void Write(TextWriter output, ToolchainReport report, ToolJobs jobs, Profile profile)
    {
        foreach (var tool in report.Tools.Where(tool => jobs == ToolJobs.All || (tool.Jobs & jobs) != ToolJobs.None || tool.Jobs == ToolJobs.None)) Write(output, tool);
        if (!report.Targets.IsEmpty) output.WriteLine($"llc's BPF targets: {string.Join(", ", report.Targets)}; -mcpu: {string.Join(", ", report.InstructionSets)}");
        output.WriteLine($"The running kernel is {report.Kernel}: headers {report.KernelFiles.Headers ?? "not here"}, configuration {report.KernelFiles.Config ?? "not here"}, types {report.KernelFiles.Types ?? "none"}");
        foreach (var job in (ToolJobs[])[ToolJobs.Selftests, ToolJobs.Build, ToolJobs.Objects])
        {
            if ((jobs & job) == ToolJobs.None) continue;
            var lacking = report.LackingFor(job);
            output.WriteLine(lacking.IsEmpty ? $"{NameOf(job)}: all is here" : $"{NameOf(job)}: cannot be done without {string.Join(", ", lacking.Select(static tool => tool.Name))}");
        }

        WriteHelp(output, [.. report.LackingFor(jobs)], profile);
    }

    /// <summary>The word of a job.</summary>
    public static string NameOf(ToolJobs job) => job.ToString().ToLowerInvariant();

    /// <summary>The words of jobs.</summary>
    public static IEnumerable<string> NamesOf(ToolJobs jobs) => ((ToolJobs[])[ToolJobs.Selftests, ToolJobs.Build, ToolJobs.Objects]).Where(job => (jobs & job) != ToolJobs.None).Select(NameOf);

    private static void Write(TextWriter output, ToolFinding tool) =>
        output.WriteLine($"{(tool.Fault is null ? "ok     " : tool.Path is null ? "lacking" : "wrong  ")} {tool.Name,-18} {(tool.Fault is null ? $"{TerminalText.Line(tool.Version ?? "")} {tool.Path}".Trim() : tool.Fault)}: {tool.Why}{(tool.Jobs == ToolJobs.None ? "" : $" ({string.Join(", ", NamesOf(tool.Jobs))})")}");

    private static void WriteHelp(TextWriter output, ToolFinding[] lacking, Profile profile)
    {
        if (lacking.Length == 0) return;

        output.WriteLine($"Debian: apt-get install {Packages(static packages => packages.Debian)}");
        output.WriteLine($"Fedora: dnf install {Packages(static packages => packages.Fedora)}");
        output.WriteLine($"Arch:   pacman -S {Packages(static packages => packages.Arch)}");
        if (lacking.Any(static tool => tool.Name is "clang" or "llc") && profile.Llvm is { } llvm)
        {
            output.WriteLine($"Or build LLVM (needs {string.Join(", ", llvm.Needs)}) and put {llvm.Binaries} in PATH:");
            foreach (var line in llvm.Build) output.WriteLine($"  {line}");
        }

        if (lacking.Any(static tool => tool.Name == "pahole") && profile.Testing?.Pahole is { } pahole) WritePahole(output, pahole);

        string Packages(Func<(string Debian, string Fedora, string Arch), string> of) => string.Join(' ', lacking.Select(tool => of(tool.Packages)).Distinct(StringComparer.Ordinal));
    }

    private static void WritePahole(TextWriter output, PaholeValues pahole)
    {
        output.WriteLine($"Or build pahole {pahole.Minimum} or newer:");
        output.WriteLine($"  git clone {pahole.Repository}");
        if (pahole.SubmoduleCommand is { } command) output.WriteLine($"  {command}    (since {pahole.SubmoduleSince} it uses libbpf as a submodule)");
        if (pahole.Archives is { } archives) output.WriteLine($"  Plain release archives lack the submodule; {archives} has some that hold it.");
    }
}
