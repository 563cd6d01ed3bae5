using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Tributary.Server;

/// <summary>A file that is saved rather than shown, under Patchwork's name for it.</summary>
/// <param name="pieces">Its content.</param>
/// <param name="type">Its content type.</param>
/// <param name="fileName">Its name: see <see cref="FileNameOf"/>.</param>
internal sealed class MailDownload(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, string type, string fileName) : IResult
{
    /// <summary>Patchwork's content type for mboxes of a patch.</summary>
    public const string PatchType = "text/plain; charset=utf-8";

    /// <summary>Patchwork's content type for every other mbox.</summary>
    public const string MboxType = "text/plain";

    /// <summary>Patchwork's content type for a diff.</summary>
    public const string DiffType = "text/x-patch";

    /// <summary>A name for a file, without ending: each run of signs other than <c>-_A-Za-z0-9.</c> is one dash, none at the ends.</summary>
    /// <param name="name">The name of a patch or series.</param>
    public static string FileNameOf(string name)
    {
        var file = new System.Text.StringBuilder(name.Length);
        var isRun = false;
        foreach (var sign in name)
        {
            var isPlain = char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.';
            if (isPlain) file.Append(sign);
            else if (!isRun) file.Append('-');
            isRun = !isPlain;
        }

        return file.ToString().Trim('-');
    }

    /// <summary>A name as it is, without the signs that would end or break a header.</summary>
    public static string SafeNameOf(string name) => string.Concat(name.Where(sign => sign is >= ' ' and <= '~' and not (';' or '/' or '\\' or '"')));

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = type;
        // Written as Patchwork does, without quotes: its clients take what follows "filename=".
        response.Headers[HeaderNames.ContentDisposition] = "attachment; filename=" + fileName;
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        await foreach (var piece in pieces.WithCancellation(httpContext.RequestAborted)) await response.Body.WriteAsync(piece, httpContext.RequestAborted);
    }
}
