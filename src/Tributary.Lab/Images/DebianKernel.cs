using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tributary.Lab;

/// <summary>
/// Debian's kernels and their sources, by apt: packages are downloaded and unpacked in the cache, never installed. What is in the cache is not asked for again.
/// </summary>
/// <param name="cache">Where they are kept.</param>
/// <param name="tell">Is told what is being done, a line each.</param>
public sealed class DebianKernel(LabCache cache, Action<string> tell)
{
    /// <summary>The word that begins the name of one: <c>debian:6.1</c>.</summary>
    public const string Prefix = "debian:";

    private const string Installed = "/usr/src";
    private static readonly TimeSpan DownloadLimit = TimeSpan.FromMinutes(30);

    /// <summary>Gets the newest kernel of a version.</summary>
    /// <param name="version">The two first numbers (<c>6.1</c>), or a package's whole version (<c>6.1.192-2</c>).</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="LabException">There is none, or it cannot be downloaded.</exception>
    public async Task<DebianSet> GetAsync(string version, CancellationToken cancel)
    {
        var package = FindCached(version) ?? await AskAptAsync(version, cancel);
        var kernel = await cache.OnceAsync(["kernels", $"debian-{package.Version}"], folder => UnpackKernelAsync(package, folder, cancel), cancel);
        var image = await KernelImages.OpenAsync(Path.Combine(kernel, "vmlinux"), cancel);
        return new(package.Name, package.Version, image with { Config = Path.Combine(kernel, "config") });
    }

    /// <summary>Gets the source of the same version, as far as the selftests need it.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The folder of the tree.</returns>
    /// <exception cref="LabException">It cannot be downloaded.</exception>
    public Task<string> GetSourceAsync(DebianSet kernel, CancellationToken cancel) => cache.OnceAsync(["sources", $"debian-{kernel.Version}"], async folder =>
    {
        var archive = await FindSourceAsync(kernel, folder, cancel);
        var root = Path.GetFileName(archive).Replace(".tar.xz", "", StringComparison.Ordinal);
        tell($"Unpacking {Path.GetFileName(archive)} …");
        await Tool.DoAsync(["tar", "-xf", archive, "-C", folder, "--strip-components=1", .. SourceTree.Parts.Select(part => $"{root}/{part}")], folder, DownloadLimit, cancel);
        await Tool.RunAsync(["rm", "-rf", Path.Combine(folder, "source-package")], folder, DownloadLimit, cancel);
    }, cancel);

    /// <summary>Gets what modules are built against: the kernel's headers, as a folder that KDIR can name.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="LabException">They cannot be downloaded.</exception>
    public async Task<string> GetHeadersAsync(DebianSet kernel, CancellationToken cancel)
    {
        var release = kernel.Image.Banner.Release;
        var series = string.Join('.', release.Split('.').Take(2));
        var common = $"linux-headers-{release[..release.LastIndexOf('-')]}-common";
        var folder = await cache.OnceAsync(["headers", $"debian-{kernel.Version}"], async folder =>
        {
            foreach (var name in (string[])[$"linux-headers-{release}", common, $"linux-kbuild-{series}"]) await UnpackAsync(await DownloadAsync(name, kernel.Version, cancel), folder, cancel);
            var make = Path.Combine(folder, "usr", "src", $"linux-headers-{release}", "Makefile");
            // Debian's names the other package by where it would be installed.
            await File.WriteAllTextAsync(make, $"include $(dir $(realpath $(lastword $(MAKEFILE_LIST))))../{common}/Makefile\n", cancel);
        }, cancel);
        return Path.Combine(folder, "usr", "src", $"linux-headers-{release}");
    }

    // A kernel that was downloaded before counts, so that nothing is fetched unasked; the newest of them.
    private (string Name, string Version)? FindCached(string version)
    {
        var files = Directory.GetFiles(cache.Place("packages"), $"linux-image-*_{Machine()}.deb");
        var found = files.Select(static file => Path.GetFileNameWithoutExtension(file).Split('_')).Where(parts => parts.Length == 3 && Matches(parts[1], version));
        return found.OrderByDescending(static parts => parts[1], DebianVersionOrder.Comparer).Select(static parts => ((string, string)?)(parts[0], parts[1])).FirstOrDefault();
    }

    private async Task<(string Name, string Version)> AskAptAsync(string version, CancellationToken cancel)
    {
        var series = string.Join('.', version.Split('.').Take(2));
        var listed = await Tool.DoAsync(["apt-cache", "search", "--names-only", $"^linux-image-{series.Replace(".", @"\.", StringComparison.Ordinal)}\\.[0-9]+-[0-9]+-{Machine()}$"], cache.Folder, DownloadLimit, cancel);
        ImmutableArray<string> names = [.. listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ')[0])];
        if (names.IsEmpty) throw new LabException($"Debian has no kernel {version} for this machine here; see apt-cache search linux-image (and run apt-get update)");

        var policy = await Tool.DoAsync(["apt-cache", "madison", .. names], cache.Folder, DownloadLimit, cancel);
        var known = policy.Split('\n').Select(static line => line.Split('|', StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 3 && parts[2].EndsWith("Packages", StringComparison.Ordinal) && Matches(parts[1], version));
        return known.OrderByDescending(static parts => parts[1], DebianVersionOrder.Comparer).Select(static parts => ((string, string)?)(parts[0], parts[1])).FirstOrDefault()
            ?? throw new LabException($"Debian has no kernel {version} here; run apt-get update");
    }

    private static bool Matches(string version, string wanted) => version == wanted || version.StartsWith(wanted + ".", StringComparison.Ordinal) || version.StartsWith(wanted + "-", StringComparison.Ordinal);

    private async Task UnpackKernelAsync((string Name, string Version) package, string folder, CancellationToken cancel)
    {
        var unpacked = Path.Combine(folder, "package");
        await UnpackAsync(await DownloadAsync(package.Name, package.Version, cancel), unpacked, cancel);
        var boot = Path.Combine(unpacked, "boot");
        var image = Directory.GetFiles(boot, "vmlinuz-*").FirstOrDefault() ?? throw new LabException($"{package.Name} holds no kernel");
        await BzImage.ExtractAsync(await File.ReadAllBytesAsync(image, cancel), Path.Combine(folder, "vmlinux"), cancel);
        File.Move(Directory.GetFiles(boot, "config-*")[0], Path.Combine(folder, "config"));
        Directory.Delete(unpacked, recursive: true);
    }

    private async Task<string> FindSourceAsync(DebianSet kernel, string folder, CancellationToken cancel)
    {
        var name = $"linux-source-{string.Join('.', kernel.Version.Split('.').Take(2))}";
        var installed = Path.Combine(Installed, $"{name}.tar.xz");
        var status = await Tool.RunAsync(["dpkg-query", "-W", "-f", "${Version}", name], folder, DownloadLimit, cancel);
        if (status.Output.Trim() == kernel.Version && File.Exists(installed)) return installed;

        var unpacked = Path.Combine(folder, "source-package");
        await UnpackAsync(await DownloadAsync(name, kernel.Version, cancel), unpacked, cancel);
        return Path.Combine(unpacked, "usr", "src", $"{name}.tar.xz");
    }

    private async Task<string> DownloadAsync(string name, string version, CancellationToken cancel)
    {
        var packages = cache.Place("packages");
        if (Find() is { } there) return there;

        using var turn = await LabCache.TakeAsync(Path.Combine(packages, name), cancel);
        if (Find() is { } meanwhile) return meanwhile;

        tell($"Downloading {name} {version} …");
        await Tool.DoAsync(["apt-get", "-q", "download", $"{name}={version}"], packages, DownloadLimit, cancel);
        return Find() ?? throw new LabException($"apt-get downloaded no {name} {version}");

        string? Find() => Directory.GetFiles(packages, $"{name}_{version.Replace(":", "%3a", StringComparison.Ordinal)}_*.deb").FirstOrDefault();
    }

    private static async Task UnpackAsync(string package, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await Tool.DoAsync(["dpkg-deb", "-x", package, folder], folder, DownloadLimit, cancel);
    }

    private static string Machine() => RuntimeInformation.OSArchitecture == Architecture.X64 ? "amd64" : throw new LabException("machines of this kind are not known: only x86-64 is");
}

/// <summary>A kernel of Debian.</summary>
/// <param name="Package">The package.</param>
/// <param name="Version">Its version: <c>6.1.192-2</c>.</param>
/// <param name="Image">What is booted.</param>
public sealed record DebianSet(string Package, string Version, KernelImage Image);
