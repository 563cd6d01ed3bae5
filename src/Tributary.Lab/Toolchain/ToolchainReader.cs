using System.Collections.Immutable;
using System.Globalization;
using Tributary.Policy;

namespace Tributary.Lab;

/// <summary>Looks which tools are here, which versions, and what they can do.</summary>
/// <param name="llvm">What is asked of LLVM, or null.</param>
/// <param name="pahole">What is asked of pahole, or null.</param>
public sealed class ToolchainReader(LlvmValues? llvm, PaholeValues? pahole)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Looks.</summary>
    public async Task<ToolchainReport> ReadAsync(CancellationToken cancel)
    {
        var tools = LlvmTools.Find();
        var ending = tools is null ? "" : Path.GetFileName(tools.Clang)["clang".Length..];
        var found = ImmutableArray.CreateBuilder<ToolFinding>();
        foreach (var need in ToolNeed.All) found.Add(await FindAsync(need, ending, cancel));

        var llc = found.First(static tool => tool.Name == "llc");
        var targets = llc.Path is null ? [] : TargetsIn((await AskAsync([llc.Path, "--version"], cancel)).Output);
        var sets = llc.Path is null ? [] : SetsIn((await AskAsync([llc.Path, "-march=bpf", "-mcpu=help"], cancel)).Error);
        if (llc is { Path: not null, Fault: null } && (llvm?.Targets ?? []).Except(targets).ToArray() is { Length: > 0 } lacking)
            found[found.IndexOf(llc)] = llc with { Fault = $"it lacks the targets {string.Join(", ", lacking)}: it was built without the BPF back end" };
        var release = (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease", cancel)).Trim();
        return new() { Tools = found.ToImmutable(), Targets = targets, InstructionSets = sets, Kernel = release, KernelFiles = FilesOf(release) };
    }

    /// <summary>The BPF targets that <c>llc --version</c> lists.</summary>
    internal static ImmutableArray<string> TargetsIn(string output) =>
        [.. output.Split('\n').Select(static line => line.Trim().Split(' ')[0]).Where(static word => word is "bpf" or "bpfel" or "bpfeb")];

    /// <summary>The names that <c>llc -march=bpf -mcpu=help</c> lists.</summary>
    internal static ImmutableArray<string> SetsIn(string output)
    {
        var lines = output.Split('\n');
        var start = Array.FindIndex(lines, static line => line.StartsWith("Available CPUs", StringComparison.Ordinal));
        return start < 0 ? [] : [.. lines.Skip(start + 1).SkipWhile(string.IsNullOrWhiteSpace).TakeWhile(static line => line.Contains(" - ", StringComparison.Ordinal)).Select(static line => line.Trim().Split(' ')[0])];
    }

    /// <summary>The first word with a dot that begins with a digit: <c>1.24</c> of <c>v1.24</c>; null without.</summary>
    internal static string? VersionIn(string output)
    {
        foreach (var word in output.Split([' ', '\n', '\t', '(', ')', ',', '"', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            var text = word.TrimStart('v').TrimStart('V');
            if (text.Length > 0 && char.IsAsciiDigit(text[0]) && text.Contains('.', StringComparison.Ordinal)) return text;
        }

        return null;
    }

    private async Task<ToolFinding> FindAsync(ToolNeed need, string ending, CancellationToken cancel)
    {
        var finding = new ToolFinding { Name = need.Name, Why = need.Why, Jobs = need.Jobs, Packages = need.Packages };
        var path = need.Header is { } header ? HeaderPath(header) : (need.IsLlvm ? ProgramPath.Find(need.Name + ending) : null) ?? ProgramPath.Find(need.Name);
        if (path is null) return finding with { Fault = "it is not here" };
        if (need.Header is not null) return finding with { Path = path };

        var end = await AskAsync([path, need.VersionOption], cancel);
        var version = VersionIn(end.Output.Length > 0 ? end.Output : end.Error);
        return finding with { Path = path, Version = version, Fault = await FaultOfAsync(need.Name, version, cancel) };
    }

    private async Task<string?> FaultOfAsync(string name, string? version, CancellationToken cancel) => name switch
    {
        "pahole" when pahole is not null && IsOlder(version, pahole.Minimum) => $"it is {version ?? "of no version it says"}; types need {pahole.Minimum} or newer",
        "clang" or "llc" when llvm is not null && IsOlder(version, llvm.Minimum) => $"it is {version ?? "of no version it says"}; the BPF back end is in LLVM since {llvm.Minimum}",
        "busybox" when GuestRoot.FindBusybox() is null => "it needs libraries, which a guest does not have",
        "bwrap" when !await Sandbox.IsUsableAsync(cancel) => "it may make no namespaces here",
        _ => null,
    };

    private static bool IsOlder(string? version, Version least)
    {
        var numbers = (version ?? "").Split('.', '-', '+').TakeWhile(static part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Take(3).Select(static part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return numbers.Length < 2 || new Version(numbers[0], numbers[1], numbers.Length > 2 ? numbers[2] : 0) < least;
    }

    private static string? HeaderPath(string header) => new[] { $"/usr/include/{header}", $"/usr/include/x86_64-linux-gnu/{header}" }.FirstOrDefault(File.Exists);

    private static (string? Headers, string? Config, string? Types) FilesOf(string release) => (
        Directory.Exists($"/lib/modules/{release}/build") ? $"/lib/modules/{release}/build" : null,
        new[] { $"/boot/config-{release}", "/proc/config.gz" }.FirstOrDefault(File.Exists),
        File.Exists("/sys/kernel/btf/vmlinux") ? "/sys/kernel/btf/vmlinux" : null);

    private static Task<ToolEnd> AskAsync(ImmutableArray<string> words, CancellationToken cancel) => Tool.RunAsync(words, "/", Limit, cancel);
}
