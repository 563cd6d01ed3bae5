using System.Globalization;

namespace Tributary.Git;

/// <summary>The version of git that is installed.</summary>
public static class GitVersion
{
    /// <summary>The oldest that works.</summary>
    public static Version Oldest { get; } = new(2, 39);

    /// <summary>Asks git for its version.</summary>
    /// <exception cref="GitException">git is absent.</exception>
    public static async Task<Version> ReadAsync(CancellationToken cancel)
    {
        var result = await GitProgram.RunAsync(null, ["--version"], cancel);
        return TryParse(result.Text, out var version) ? version : throw new GitException($"git does not say its version: {result.Text}");
    }

    /// <summary>Sees that git is there and new enough.</summary>
    /// <exception cref="GitException">It is absent or too old.</exception>
    public static async Task RequireAsync(CancellationToken cancel)
    {
        var version = await ReadAsync(cancel);
        if (version < Oldest) throw new GitException($"git {version} is too old; install git {Oldest} or newer");
    }

    /// <summary>The version in a line like <c>git version 2.39.5 (Apple Git-154)</c> or <c>git version 2.50.0.rc1</c>.</summary>
    public static bool TryParse(string line, out Version version)
    {
        version = new(0, 0);
        Span<int> numbers = [0, 0, 0];
        var at = line.AsSpan().IndexOfAnyInRange('0', '9');
        if (at < 0) return false;
        var count = 0;
        foreach (var range in line.AsSpan(at).SplitAny('.', ' ', '-'))
        {
            if (count == 3 || !int.TryParse(line.AsSpan(at)[range], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) break;
            numbers[count++] = number;
        }

        if (count < 2) return false;
        version = new(numbers[0], numbers[1], numbers[2]);
        return true;
    }
}
