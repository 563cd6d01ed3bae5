using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tributary.Git;

/// <summary>Copies of inboxes that are elsewhere (a URL, a bundle) in a folder of ours: cloned once, fetched later.</summary>
/// <param name="folder">The folder of the copies.</param>
public sealed class InboxMirror(string folder)
{
    private static readonly ImmutableArray<string> EpochForms = ["/{0}", "/git/{0}.git"];

    /// <summary>Clones or fetches an inbox.</summary>
    /// <param name="location">
    /// A bundle's path, or a URL: of a repository, or of an inbox whose epochs stand under it as <c>0</c>, <c>1</c> … or <c>git/0.git</c> …,
    /// as public-inbox serves them.
    /// </param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The copies of its epochs.</returns>
    /// <exception cref="GitException">Nothing can be cloned from there.</exception>
    public async Task<ImmutableArray<InboxEpoch>> UpdateAsync(string location, CancellationToken cancel)
    {
        var place = Path.Combine(folder, NameOf(location));
        if (InboxLocation.IsRepository(place) || !InboxLocation.IsUrl(location) || await AnswersAsync(location, cancel))
        {
            await CopyAsync(location, place, cancel);
            return [new("", place)];
        }

        foreach (var form in EpochForms)
        {
            if (await UpdateEpochsAsync(location.TrimEnd('/') + form, place, cancel)) return InboxLocation.FindEpochs(place);
        }

        var refusal = await GitProgram.RunAsync(null, ["ls-remote", "--quiet", location, "HEAD"], cancel);
        throw new GitException($"{location} cannot be read: {GitResult.LastWords(refusal.Error)}; check the address and the network");
    }

    private static async Task<bool> UpdateEpochsAsync(string form, string place, CancellationToken cancel)
    {
        var number = 0;
        for (; ; number++)
        {
            var url = string.Format(CultureInfo.InvariantCulture, form, number);
            if (!await AnswersAsync(url, cancel)) return number > 0;
            await CopyAsync(url, Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"{number}.git")), cancel);
        }
    }

    private static async Task<bool> AnswersAsync(string url, CancellationToken cancel) =>
        (await GitProgram.RunAsync(null, ["ls-remote", "--quiet", .. ServedBy(url), url, "HEAD"], cancel)).IsSuccess;

    /// <summary>A repository on this machine that belongs to somebody else is read too; the git that serves it gets no settings of ours otherwise.</summary>
    private static ImmutableArray<string> ServedBy(string from) =>
        InboxLocation.IsUrl(from) && !from.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? [] : ["--upload-pack=git -c safe.directory=* upload-pack"];

    private static async Task CopyAsync(string from, string place, CancellationToken cancel)
    {
        if (InboxLocation.IsRepository(place))
        {
            var fetched = await GitProgram.RunAsync(place, ["fetch", "--quiet", "--no-tags", .. ServedBy(from), from, "+refs/*:refs/*"], cancel);
            fetched.OrThrow($"fetching {from}");
            return;
        }

        // Cloned beside its place and then moved: a clone that was broken off is not taken for a copy.
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        var unfinished = place + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        var cloned = await GitProgram.RunAsync(null, ["clone", "--quiet", "--mirror", .. ServedBy(from), from, unfinished], cancel);
        cloned.OrThrow($"cloning {from}");
        Directory.Move(unfinished, place);
    }

    /// <summary>A name that people recognise and no two locations share.</summary>
    private static string NameOf(string location)
    {
        var words = string.Concat(location.Select(static character => char.IsAsciiLetterOrDigit(character) ? character : '-')).Trim('-');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(location)))[..12];
        return $"{words[Math.Max(0, words.Length - 60)..]}-{hash}";
    }
}
