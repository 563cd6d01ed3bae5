using System.Text;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// The addresses that Patchwork's pages and downloads have, from the root on: what its API prints, what stands in old mail and what programs are told.
/// They answer here or lead to our own pages (docs/web.md).
/// </summary>
public static class PatchworkAddresses
{
    /// <summary>What stands behind a page's address for its mbox.</summary>
    public const string MboxEnding = "mbox/";

    /// <summary>What stands behind a patch's address for its diff.</summary>
    public const string RawEnding = "raw/";

    // The signs that Django leaves as they are in a path (RFC 3986: subdelimiters, and ~ : @), but for the slash.
    private const string Plain = "!$&'()*+,;=~:@-._";

    /// <summary>A project.</summary>
    public static string Project(string project) => $"/project/{Escape(project)}/";

    /// <summary>The list of a project's patches.</summary>
    public static string List(string project) => Project(project) + "list/";

    /// <summary>The list of a series' patches, which is what stands for a page of the series.</summary>
    public static string Series(string project, SeriesId series) => $"{List(project)}?series={series}";

    /// <summary>The mbox of a series.</summary>
    public static string SeriesMbox(SeriesId series) => $"/series/{series}/{MboxEnding}";

    /// <summary>A patch.</summary>
    public static string Patch(string project, MessageId patch) => $"{Project(project)}patch/{Escape(patch.Value)}/";

    /// <summary>The mbox of a patch.</summary>
    public static string PatchMbox(string project, MessageId patch) => Patch(project, patch) + MboxEnding;

    /// <summary>The diff of a patch.</summary>
    public static string PatchRaw(string project, MessageId patch) => Patch(project, patch) + RawEnding;

    /// <summary>A cover letter.</summary>
    public static string Cover(string project, MessageId cover) => $"{Project(project)}cover/{Escape(cover.Value)}/";

    /// <summary>The mbox of a cover letter.</summary>
    public static string CoverMbox(string project, MessageId cover) => Cover(project, cover) + MboxEnding;

    /// <summary>A comment by its number in the API.</summary>
    public static string Comment(long comment) => $"/comment/{Addresses.Number(comment)}/";

    /// <summary>A bundle.</summary>
    public static string Bundle(string owner, string name) => $"/bundle/{Escape(owner)}/{Escape(name)}/";

    /// <summary>The mbox of a bundle.</summary>
    public static string BundleMbox(string owner, string name) => Bundle(owner, name) + MboxEnding;

    // A slash in a message id is %2F, or browsers would take "/../" for a way up.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || Plain.Contains((char)rune.Value, StringComparison.Ordinal))) escaped.Append((char)rune.Value);
            else escaped.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return escaped.ToString();
    }
}
