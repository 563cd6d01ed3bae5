using System.Collections.Immutable;

namespace Tributary.Git;

/// <summary>Makes mail of commits, as they would be sent.</summary>
public static class PatchFormatter
{
    /// <summary>The commits of a range as an mbox; null where the words are no range of the repository, empty where it holds no commits.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="range">A revision range, e.g. <c>origin/master..</c>.</param>
    /// <param name="prefix">The words of the prefix, e.g. <c>PATCH bpf-next v2</c>; null for what the repository's configuration says.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">git failed.</exception>
    public static async Task<ReadOnlyMemory<byte>?> FormatAsync(string repository, string range, string? prefix, CancellationToken cancel)
    {
        if (range.StartsWith('-') || !(await GitProgram.RunAsync(repository, ["rev-parse", "--quiet", "--verify", "--end-of-options", .. Ends(range)], cancel)).IsSuccess) return null;
        ImmutableArray<string> words = prefix is null ? [] : [$"--subject-prefix={prefix}"];
        return (await GitProgram.RunAsync(repository, ["format-patch", "--stdout", .. words, "--end-of-options", range], cancel)).OrThrow($"reading the commits of {range}").Output;
    }

    // --verify takes one name at a time: the end of a range tells whether it is one.
    private static ImmutableArray<string> Ends(string range)
    {
        var dots = range.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0) return [$"{range}^{{commit}}"];
        var last = range[dots..].TrimStart('.');
        return [$"{(dots > 0 ? range[..dots] : last.Length > 0 ? last : "HEAD")}^{{commit}}"];
    }
}
