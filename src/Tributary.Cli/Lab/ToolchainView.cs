using System.Collections.Immutable;
using Tributary.Lab;

namespace Tributary.Cli;

/// <summary>What <c>trib toolchain --json</c> prints.</summary>
internal sealed record ToolchainView(
    ImmutableArray<ToolView> Tools, ImmutableArray<string> Targets, ImmutableArray<string> Mcpu, string Kernel, string? KernelHeaders, string? KernelConfig, string? KernelTypes, JobsView Jobs)
{
    public static ToolchainView From(ToolchainReport report) => new(
        [.. report.Tools.Select(static tool => new ToolView(tool.Name, tool.Path, tool.Version, tool.Fault is null, tool.Fault, tool.Why, [.. ToolchainText.NamesOf(tool.Jobs)], new(tool.Packages.Debian, tool.Packages.Fedora, tool.Packages.Arch)))],
        report.Targets, report.InstructionSets, report.Kernel, report.KernelFiles.Headers, report.KernelFiles.Config, report.KernelFiles.Types,
        new(report.LackingFor(ToolJobs.Selftests).IsEmpty, report.LackingFor(ToolJobs.Build).IsEmpty, report.LackingFor(ToolJobs.Objects).IsEmpty));
}

internal sealed record ToolView(string Name, string? Path, string? Version, bool Ok, string? Fault, string Why, ImmutableArray<string> NeededFor, PackagesView Packages);

internal sealed record PackagesView(string Debian, string Fedora, string Arch);

internal sealed record JobsView(bool Selftests, bool Build, bool Objects);
