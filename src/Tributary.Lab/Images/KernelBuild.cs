using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Builds a kernel of a tree with the configuration that its selftests want (TST-1, TST-2), in the sandbox.</summary>
/// <param name="cache">Where the compiler's cache is kept.</param>
/// <param name="tell">Is told what is being done.</param>
internal sealed class KernelBuild(LabCache cache, Action<string> tell)
{
    private const string Source = "/lab/src";
    private const string Inside = "/lab/kernel";
    private const string Compiled = "/lab/ccache";
    private const long LargestFile = 8L * 1024 * 1024 * 1024;
    private const int GapsTold = 5;

    /// <summary>Builds it.</summary>
    /// <param name="plan">What and of what.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>What is booted, with its types and its configuration.</returns>
    /// <exception cref="BuildException">It does not build.</exception>
    /// <exception cref="LabException">It cannot be built here.</exception>
    public async Task<KernelImage> RunAsync(KernelPlan plan, CancellationToken cancel)
    {
        if (!SourceTree.IsWhole(plan.Tree)) throw new LabException($"{plan.Tree} holds no whole kernel to be built: name a kernel tree");

        Directory.CreateDirectory(plan.Output);
        using var turn = await LabCache.TakeAsync(plan.Output, cancel);
        var isSafe = await Sandbox.IsUsableAsync(cancel);
        if (!isSafe && plan.IsForeign) throw new LabException(SelftestBuild.NoSandbox);

        await ConfigureAsync(plan, isSafe, cancel);
        tell($"Building the kernel of {Path.GetFileName(plan.Tree)}{(Ccache is null ? "" : " with ccache")} …");
        await MakeAsync(plan, isSafe, plan.WantsModules ? ["bzImage", "modules"] : ["bzImage"], cancel);
        var image = Path.Combine(plan.Output, "arch", "x86", "boot", "bzImage");
        string[] made = [image, Path.Combine(plan.Output, "vmlinux"), Path.Combine(plan.Output, ".config")];
        // A link could name any file of the host, and the guest would be given it.
        if (Array.Find(made, static file => !IsFile(file)) is { } missing) throw new LabException($"make ended well and left no {Path.GetFileName(missing)}");

        return (await KernelImages.OpenAsync(image, cancel)) with { Vmlinux = made[1], Config = made[2] };
    }

    private static string? Ccache => ProgramPath.Find("ccache");

    // What it begins with, the tree's fragments, and what our machines need; olddefconfig settles what depends on them. Of what has not changed nothing is built again.
    private async Task ConfigureAsync(KernelPlan plan, bool isSafe, CancellationToken cancel)
    {
        var config = Path.Combine(plan.Output, ".config");
        File.Delete(config);
        if (File.Exists(plan.Config)) File.Copy(plan.Config, config);
        else await MakeAsync(plan, isSafe, [TargetOf(plan.Config)], cancel);

        IEnumerable<string> fragments = plan.Selftests is null ? [] : ConfigFragments.Of(Path.Combine(plan.Tree, plan.Selftests, "config")).Where(IsFile);
        var wanted = KernelConfig.Parse("");
        var merged = await ReadAsync(config, cancel);
        foreach (var text in (IEnumerable<string>)[.. fragments.Select(File.ReadAllText), KernelNeeds.Fragment])
        {
            wanted = wanted.With(KernelConfig.Parse(text));
            merged += "\n" + text;
        }

        File.Delete(config);
        await File.WriteAllTextAsync(config, merged, cancel);
        await MakeAsync(plan, isSafe, ["olddefconfig"], cancel);
        Tell(ConfigComparison.Compare(wanted, KernelConfig.Parse(await ReadAsync(config, cancel)), OptionTests.BuiltIn));
    }

    private static async Task<string> ReadAsync(string config, CancellationToken cancel) =>
        IsFile(config) ? await File.ReadAllTextAsync(config, cancel) : throw new LabException("make ended well and left no configuration");

    private void Tell(ImmutableArray<ConfigGap> gaps)
    {
        ImmutableArray<ConfigGap> lost = [.. gaps.Where(static gap => gap.Kind != ConfigGapKind.Modular)];
        if (lost.IsEmpty) return;

        tell($"{lost.Length} options of the selftests' fragments are not in this kernel: {string.Join(", ", lost.Take(GapsTold).Select(static gap => gap.Option))}{(lost.Length > GapsTold ? ", …" : "")}");
    }

    private static string TargetOf(string config) =>
        config.EndsWith("config", StringComparison.Ordinal) && config.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? config
            : throw new LabException($"there is no configuration {config}, and it is no target of make; say e.g. defconfig, tinyconfig, or name a file");

    private async Task MakeAsync(KernelPlan plan, bool isSafe, ImmutableArray<string> targets, CancellationToken cancel)
    {
        var (tree, output) = isSafe ? (Source, Inside) : (plan.Tree, plan.Output);
        ImmutableArray<string> words = ["make", "-C", tree, $"O={output}", $"-j{Environment.ProcessorCount}", "KBUILD_BUILD_USER=tributary", "KBUILD_BUILD_HOST=lab", .. targets];
        var kept = cache.Place("ccache");
        if (Ccache is not null)
        {
            // It is found by what is compiled, so that it serves other folders and commits.
            ImmutableArray<string> settings = [$"CCACHE_DIR={(isSafe ? Compiled : kept)}", "CCACHE_TEMPDIR=/tmp", "CCACHE_MAXSIZE=5G", "CCACHE_SLOPPINESS=time_macros"];
            if (plan.IsPatched) settings = settings.AddRange("CCACHE_READONLY=1", "CCACHE_NOSTATS=1");
            words = ["env", .. settings, .. words, "CC=ccache gcc", "HOSTCC=ccache gcc"];
        }

        if (isSafe)
        {
            ImmutableArray<(string, string)> written = [(plan.Output, output)], read = [(plan.Tree, tree)];
            words = Sandbox.Around(words, new() { Writable = plan.IsPatched ? written : written.Add((kept, Compiled)), Readable = plan.IsPatched ? read.Add((kept, Compiled)) : read, LargestFile = LargestFile });
        }

        var end = await DiskWatch.RunAsync(plan.Disk, plan.Output, stop => Tool.RunAsync(words, plan.Output, plan.Time, stop), cancel);
        if (end.Status != 0) throw new BuildException("the kernel", end.LastWords, end.Error.Length > 0 ? end.Error : end.Output);
    }

    private static bool IsFile(string file) => File.Exists(file) && new FileInfo(file).LinkTarget is null;
}
