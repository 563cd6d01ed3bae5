using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Tributary.Git;

namespace Tributary.Lab;

/// <summary>Makes a run: gets the kernel, builds the selftests, writes a root, boots a machine, reads its console (TST-1). Nothing is left behind but the cache.</summary>
/// <param name="cache">What is kept between runs.</param>
/// <param name="tell">Is told what is being done, a line each.</param>
public sealed class LabRun(LabCache cache, Action<string> tell)
{
    /// <summary>Makes it.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="progress">Is told how far the tests are.</param>
    /// <param name="cancel">Ends the machine, removes what is there, and throws.</param>
    /// <exception cref="LabException">It cannot be made.</exception>
    /// <exception cref="LabMismatchException">Kernel and selftests are of different versions.</exception>
    public async Task<LabResult> RunAsync(LabRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var ready = await PrepareAsync(request, cancel);
        await using var scratch = LeashedFolder.Create(cache.Place("scratch"));
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var root = Path.Combine(scratch.Path, "root.cpio");
        var banner = ready.Kernel.Banner;
        GuestRoot.Write(new() { Programs = ready.Programs, Files = ready.Files, Nonce = nonce, IsCollection = ready.IsCollection, ProgramTime = request.Bounds.Program, Sysctls = request.Sysctls, Config = ready.Kernel.Config is { } config ? (config, banner.Release) : null }, root);
        tell($"Booting {banner.Release}{(banner.Package is { } package ? $" ({package})" : "")}, run {nonce} …");
        var began = Stopwatch.GetTimestamp();
        var outcome = await new MachineRunner(cache, tell).RunAsync(new(ready.Kernel.File, root, nonce, request.Bounds), request.Accelerator, progress, cancel);
        return new()
        {
            Report = outcome.Report, Accelerator = outcome.Accelerator, Kernel = banner, Selftests = ready.Selftests, Lacks = ready.Lacks, Took = Stopwatch.GetElapsedTime(began), Console = outcome.Console,
        };
    }

    /// <summary>Gets and builds all that a run needs, and boots nothing.</summary>
    /// <param name="request">The run.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<LabReady> PrepareAsync(LabRequest request, CancellationToken cancel)
    {
        if (request.IsBuilt) return await ReadyAsync(request, request.Tree ?? throw new LabException("a kernel is built of which tree? name one, a series or a range"), await BuildKernelAsync(request, cancel), null, cancel);

        var debian = new DebianKernel(cache, tell);
        var set = request.Kernel.StartsWith(DebianKernel.Prefix, StringComparison.Ordinal) ? await debian.GetAsync(request.Kernel[DebianKernel.Prefix.Length..], cancel) : null;
        var kernel = set?.Image ?? await KernelImages.OpenAsync(request.Kernel, cancel);
        if (request.Program is { } own) return new(kernel, null, [own], []);

        var tree = request.Tree ?? (set is null ? throw new LabException("selftests of which tree? name one, or a kernel of Debian, whose source is known") : await debian.GetSourceAsync(set, cancel));
        var headers = set is null || !WantsModules(request) ? null : await debian.GetHeadersAsync(set, cancel);
        return await ReadyAsync(request, tree, kernel, headers is null ? null : (headers, Path.GetFullPath(Path.Combine(headers, "..", "..", ".."))), cancel);
    }

    // The tests of modules are part of test_progs.
    private static bool WantsModules(LabRequest request) => request.Suites.Any(static suite => suite.IsAll || suite.Program.StartsWith("test_progs", StringComparison.Ordinal));

    private Task<KernelImage> BuildKernelAsync(LabRequest request, CancellationToken cancel) => new KernelBuild(cache, tell).RunAsync(new()
    {
        Tree = request.Tree ?? throw new LabException("a kernel is built of which tree? name one, a series or a range"), Output = KernelOutputOf(request)!, Config = request.Config, Selftests = request.Selftests,
        WantsModules = WantsModules(request), IsForeign = request.IsForeign, IsPatched = request.IsPatched, Disk = DiskOf(request, null),
    }, cancel);

    private async Task<LabReady> ReadyAsync(LabRequest request, string tree, KernelImage kernel, (string Headers, string Root)? modules, CancellationToken cancel)
    {
        if (request.Program is { } own) return new(kernel, null, [own], []);

        var version = SourceTree.VersionOf(tree);
        if (version != kernel.Banner.Version && !request.IsMismatchAllowed) throw new LabMismatchException(version, kernel.Banner.Version);

        var output = request.Output ?? Path.Combine(cache.Place("selftests"), OutputName(tree, kernel.Vmlinux));
        var plan = new SelftestPlan
        {
            Tree = tree, Folder = request.Selftests ?? throw new LabException("the profile names no selftests"), Output = output,
            Programs = [.. request.Suites.Where(static suite => !suite.IsAll).Select(static suite => suite.Program).Distinct(StringComparer.Ordinal)],
            Vmlinux = kernel.Vmlinux ?? throw new LabException("the selftests are built for the kernel's types, which its vmlinux holds: lay it beside the image"),
            Headers = modules?.Headers ?? (request.IsBuilt && WantsModules(request) ? KernelOutputOf(request) : null), HeadersRoot = modules?.Root, IsForeign = request.IsForeign, IsKept = request.Tree is null, Disk = DiskOf(request, output),
        };
        return (await BuildAsync(request, kernel, plan, cancel)) with { Lacks = KernelGaps.Find(tree, plan.Folder, kernel.Config) };
    }

    private async Task<LabReady> BuildAsync(LabRequest request, KernelImage kernel, SelftestPlan plan, CancellationToken cancel)
    {
        var (build, suites, version) = (new SelftestBuild(tell), request.Suites, SourceTree.VersionOf(plan.Tree));
        if (!suites.Any(static suite => suite.IsAll))
        {
            var programs = await build.RunAsync(plan, cancel);
            var files = programs.Values.SelectMany(program => BesideFiles.Find(program, Path.GetDirectoryName(program)!)).Distinct(StringComparer.Ordinal);
            return new(kernel, version, [.. suites.Select(suite => new GuestProgram(suite.Program, programs.GetValueOrDefault(suite.Program), suite.Arguments))], [.. files]);
        }

        var (names, broken) = await build.ListAllAsync(plan, cancel);
        var folder = Path.Combine(plan.Tree, plan.Folder);
        // What does not build fails by itself in the run, as in make run_tests, and the others run.
        return new(kernel, version, [.. names.Select(name => new GuestProgram(name, BesideFiles.FindProgram(name, plan.Output, folder), []) { NotBuilt = BuildFaults.Find(broken, name) })], BesideFiles.ListAll(plan.Output, folder)) { IsCollection = true };
    }

    private string? KernelOutputOf(LabRequest request) => request.KernelOutput ?? (request.Tree is { } tree ? Path.Combine(cache.Place(SourceExport.Built), OutputName(tree, request.Config)) : null);

    // What a patch brought lies in a copy that goes with the run, and what is built may grow there too.
    private DiskBound DiskOf(LabRequest request, string? output) =>
        new([.. new[] { output, request.IsBuilt ? KernelOutputOf(request) : null, request.IsPatched ? request.Tree : null }.OfType<string>()], request.Disk);

    private static string OutputName(string tree, string? with) =>
        $"{Path.GetFileName(Path.GetFullPath(tree).TrimEnd('/'))}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Path.GetFullPath(tree)} {with}")))[..12]}";
}

/// <summary>All that a run needs.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Selftests">The version of the selftests' tree, or null.</param>
/// <param name="Programs">What the guest runs.</param>
/// <param name="Files">What lies beside it.</param>
public sealed record LabReady(KernelImage Kernel, string? Selftests, ImmutableArray<GuestProgram> Programs, ImmutableArray<string> Files)
{
    /// <summary>True where all tests of a tree run: one that is missing or crashes is a failure among others.</summary>
    public bool IsCollection { get; init; }

    /// <summary>What the kernel's configuration lacks for the selftests.</summary>
    public ImmutableArray<ConfigGap> Lacks { get; init; } = [];
}
