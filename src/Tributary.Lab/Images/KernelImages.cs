namespace Tributary.Lab;

/// <summary>Reads the image of a kernel that somebody names.</summary>
public static class KernelImages
{
    /// <summary>Opens a bzImage or a vmlinux, a configuration beside it taken along.</summary>
    /// <param name="file">The image.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="LabException">It is not there, or no kernel.</exception>
    public static async Task<KernelImage> OpenAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file)) throw new LabException($"there is no kernel {file}; name an image, debian:VERSION or build");

        var bytes = await File.ReadAllBytesAsync(file, cancel);
        var banner = KernelBanner.Find(bytes) ?? throw new LabException($"{file} is no kernel: it bears no version (a bzImage or a vmlinux of x86 is wanted)");
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string[] configs = [Path.Combine(folder, $"config-{banner.Release}"), Path.Combine(folder, "config"), Path.Combine(folder, ".config")];
        string[] plain = [Path.Combine(folder, "vmlinux"), Path.Combine(folder, $"vmlinux-{banner.Release}")];
        return new()
        {
            File = Path.GetFullPath(file), Banner = banner, Config = Array.Find(configs, File.Exists), Vmlinux = BzImage.IsOne(bytes) ? Array.Find(plain, File.Exists) : Path.GetFullPath(file),
        };
    }
}
