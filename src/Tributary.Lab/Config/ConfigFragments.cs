using System.Runtime.InteropServices;

namespace Tributary.Lab;

/// <summary>The fragments of a configuration that a tree keeps beside its selftests (TST-2).</summary>
public static class ConfigFragments
{
    /// <summary>Those that are there: <c>config</c>, and beside it the machine's own, <c>config.x86_64</c>, which counts over it.</summary>
    /// <param name="config">The path of the first.</param>
    public static IReadOnlyList<string> Of(string config) => File.Exists(config) ? [.. new[] { config, $"{config}.{MachineName()}" }.Where(File.Exists)] : [];

    private static string MachineName() => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "x86_64",
        Architecture.Arm64 => "aarch64",
        Architecture.S390x => "s390x",
        var other => other.ToString().ToLowerInvariant(),
    };
}
