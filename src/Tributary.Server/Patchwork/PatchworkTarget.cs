using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tributary.Mail;

namespace Tributary.Server;

/// <summary>What one of Patchwork's addresses of a message asks for.</summary>
internal enum PatchworkForm
{
    /// <summary>The page.</summary>
    Page = 0,

    /// <summary>The mbox.</summary>
    Mbox = 1,

    /// <summary>The diff.</summary>
    Raw = 2,
}

/// <summary>
/// The message id of <c>/project/NAME/patch/ID/</c> and its like. An id may hold slashes, written as they are, as <c>%2F</c>, or, by Patchwork
/// itself, as <c>%252F</c>.
/// </summary>
/// <param name="Ids">The ids that may be meant, the best first.</param>
/// <param name="Form">What is asked for.</param>
internal sealed record PatchworkTarget(ImmutableArray<MessageId> Ids, PatchworkForm Form)
{
    private const string EscapedSlash = "%2F";

    /// <summary>Binds it for a handler from the address as it was sent: routing has already undone some escapes and not others.</summary>
    public static ValueTask<PatchworkTarget> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(Parse(context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? ""));

    /// <summary>Reads a request target such as <c>/project/NAME/patch/ID/mbox/?series=1</c>; the id begins behind the third folder.</summary>
    public static PatchworkTarget Parse(string target)
    {
        var path = target.AsSpan();
        if (path.IndexOf("://") is var scheme and > 0 && path[(scheme + 3)..].IndexOf('/') is var root and >= 0) path = path[(scheme + 3 + root)..];
        if (path.IndexOfAny('?', '#') is var query and >= 0) path = path[..query];
        for (var folder = 0; folder < 3; folder++)
        {
            var slash = path.IsEmpty ? -1 : path[1..].IndexOf('/');
            path = slash < 0 ? "" : path[(slash + 1)..];
        }

        var written = path.Trim('/').ToString();
        var form = PatchworkForm.Page;
        if (Without(ref written, "/mbox")) form = PatchworkForm.Mbox;
        else if (Without(ref written, "/raw")) form = PatchworkForm.Raw;
        var id = Uri.UnescapeDataString(written);
        var ids = ImmutableArray.CreateBuilder<MessageId>();
        if (id.Length > 0) ids.Add(new(id));
        if (id.Contains(EscapedSlash, StringComparison.OrdinalIgnoreCase)) ids.Add(new(id.Replace(EscapedSlash, "/", StringComparison.OrdinalIgnoreCase)));
        if (id is ['<', .., '>']) ids.Add(new(id[1..^1]));
        return new(ids.ToImmutable(), form);
    }

    private static bool Without(ref string text, string ending)
    {
        if (!text.EndsWith(ending, StringComparison.Ordinal)) return false;
        text = text[..^ending.Length];
        return true;
    }
}
