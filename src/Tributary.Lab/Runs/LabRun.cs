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
        GuestRoot.Write(new() { Programs = ready.Programs, Files = ready.Files, Nonce = nonce, Sysctls = request.Sysctls, Config = ready.Kernel.Config is { } config ? (config, banner.Release) : null }, root);
        tell($"Booting {banner.Release}{(banner.Package is { } package ? $" ({package})" : "")}, run {nonce} …");
        var began = Stopwatch.GetTimestamp();
        var outcome = await new MachineRunner(cache, tell).RunAsync(new(ready.Kernel.File, root, nonce, request.Bounds), request.Accelerator, progress, cancel);
        return new()
        {
            Report = outcome.Report, Accelerator = outcome.Accelerator, Kernel = banner, Selftests = ready.Selftests, Took = Stopwatch.GetElapsedTime(began), Console = outcome.Console,
        };
    }

    /// <summary>Gets and builds all that a run needs, and boots nothing.</summary>
    /// <param name="request">The run.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<LabReady> PrepareAsync(LabRequest request, CancellationToken cancel)
    {
        var debian = new DebianKernel(cache, tell);
        var set = request.Kernel.StartsWith(DebianKernel.Prefix, StringComparison.Ordinal) ? await debian.GetAsync(request.Kernel[DebianKernel.Prefix.Length..], cancel) : null;
        var kernel = set?.Image ?? await KernelImages.OpenAsync(request.Kernel, cancel);
        if (request.Program is { } own) return new(kernel, null, [own], []);

        var tree = request.Tree ?? (set is null ? throw new LabException("selftests of which tree? name one, or a kernel of Debian, whose source is known") : await debian.GetSourceAsync(set, cancel));
        var version = SourceTree.VersionOf(tree);
        if (version != kernel.Banner.Version && !request.IsMismatchAllowed) throw new LabMismatchException(version, kernel.Banner.Version);

        var programs = await BuildAsync(request, kernel, (tree, set is null || request.Suites.All(static suite => !suite.Program.StartsWith("test_progs", StringComparison.Ordinal)) ? null : await debian.GetHeadersAsync(set, cancel)), cancel);
        var files = programs.Values.SelectMany(program => BesideFiles.Find(program, Path.GetDirectoryName(program)!)).Distinct(StringComparer.Ordinal);
        return new(kernel, version, [.. request.Suites.Select(suite => new GuestProgram(suite.Program, programs.GetValueOrDefault(suite.Program), suite.Arguments))], [.. files]);
    }

    private Task<ImmutableDictionary<string, string>> BuildAsync(LabRequest request, KernelImage kernel, (string Tree, string? Headers) from, CancellationToken cancel) => new SelftestBuild(tell).RunAsync(new()
    {
        Tree = from.Tree,
        Folder = request.Selftests ?? throw new LabException("the profile names no selftests"),
        Output = request.Output ?? Path.Combine(cache.Place("selftests"), OutputName(from.Tree, kernel)),
        Programs = [.. request.Suites.Select(static suite => suite.Program).Distinct(StringComparer.Ordinal)],
        Vmlinux = kernel.Vmlinux ?? throw new LabException("the selftests are built for the kernel's types, which its vmlinux holds: lay it beside the image"),
        Headers = from.Headers,
        IsForeign = request.IsForeign,
    }, cancel);

    private static string OutputName(string tree, KernelImage kernel) =>
        $"{Path.GetFileName(tree)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Path.GetFullPath(tree)} {kernel.Vmlinux}")))[..12]}";
}

/// <summary>All that a run needs.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Selftests">The version of the selftests' tree, or null.</param>
/// <param name="Programs">What the guest runs.</param>
/// <param name="Files">What lies beside it.</param>
public sealed record LabReady(KernelImage Kernel, string? Selftests, ImmutableArray<GuestProgram> Programs, ImmutableArray<string> Files);
