using System.Collections.Immutable;
using System.Globalization;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Reads mainline's releases and candidates from the tags of a repository.</summary>
public static class TagReader
{
    /// <summary>The tags.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="folder">The folder of its tags: <see cref="TreeRef.Tags"/>, or <c>refs/tags/</c> of a clone of one's own.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">The repository cannot be read.</exception>
    public static async Task<ImmutableArray<KernelTag>> ListAsync(string repository, string folder, CancellationToken cancel)
    {
        var listed = await GitProgram.RunAsync(repository, ["for-each-ref", "--format=%(refname) %(creatordate:unix)", folder + "v*"], cancel);
        listed.OrThrow($"reading the tags of {repository}");
        var tags = ImmutableArray.CreateBuilder<KernelTag>();
        foreach (var line in listed.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.LastIndexOf(' ');
            if (space <= folder.Length || !long.TryParse(line.AsSpan(space + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)) continue;
            if (seconds is > 0 and < 253_000_000_000 && KernelTag.TryParse(line[folder.Length..space], DateTimeOffset.FromUnixTimeSeconds(seconds), out var tag)) tags.Add(tag!);
        }

        return tags.ToImmutable();
    }
}
