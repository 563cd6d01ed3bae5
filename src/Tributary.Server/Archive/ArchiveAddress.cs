using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tributary.Mail;

namespace Tributary.Server;

/// <summary>What an archive's address asks for of a message.</summary>
internal enum ArchiveForm
{
    /// <summary>Its page.</summary>
    Page = 0,

    /// <summary>The message alone, as one mail of an mbox.</summary>
    Raw = 1,

    /// <summary>Its whole thread as a packed mbox.</summary>
    Mbox = 2,

    /// <summary>The page of its thread.</summary>
    Thread = 3,

    /// <summary>The newest messages of its thread as a feed.</summary>
    Feed = 4,
}

/// <summary>One way of reading an archive's address: a message and what is asked for of it.</summary>
/// <param name="Id">The message.</param>
/// <param name="Form">What is asked for.</param>
/// <param name="LacksSlash">The address wants a slash at its end.</param>
internal readonly record struct ArchiveReading(MessageId Id, ArchiveForm Form, bool LacksSlash);

/// <summary>
/// An address of an archive, as public-inbox has them: <c>/LIST/</c>, <c>/LIST/MESSAGE-ID/</c> and below. Ids may hold slashes, escaped or not, so that
/// an address may be read in two ways.
/// </summary>
/// <param name="List">The first folder: the name of a list or project.</param>
/// <param name="Rest">What follows it, as it was written; empty for the list itself.</param>
/// <param name="IsFolder">A slash stands behind the list's name.</param>
/// <param name="Readings">The ways of reading the rest as a message, the best first.</param>
internal sealed record ArchiveAddress(string List, string Rest, bool IsFolder, ImmutableArray<ArchiveReading> Readings)
{
    /// <summary>Binds it for a handler from the address as it was sent: routing has already undone some escapes and not others.</summary>
    public static ValueTask<ArchiveAddress> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(Parse(context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? ""));

    /// <summary>Reads a request target.</summary>
    public static ArchiveAddress Parse(string target)
    {
        var path = target.AsSpan();
        if (path.IndexOf("://") is var scheme and > 0 && path[(scheme + 3)..].IndexOf('/') is var root and >= 0) path = path[(scheme + 3 + root)..];
        if (path.IndexOfAny('?', '#') is var query and >= 0) path = path[..query];
        path = path.TrimStart('/');
        var slash = path.IndexOf('/');
        var list = Uri.UnescapeDataString((slash < 0 ? path : path[..slash]).ToString());
        var rest = slash < 0 ? "" : path[(slash + 1)..].ToString();
        return new(list, rest, slash >= 0, Read(rest));
    }

    private static ImmutableArray<ArchiveReading> Read(string rest)
    {
        var readings = ImmutableArray.CreateBuilder<ArchiveReading>();
        var isFolder = rest.EndsWith('/');
        var whole = rest.TrimEnd('/');
        if (whole.LastIndexOf('/') is var at and > 0 && FormOf(whole[(at + 1)..], isFolder) is { } form)
            Add(whole[..at], form, lacksSlash: form == ArchiveForm.Thread && !isFolder);
        Add(whole, ArchiveForm.Page, lacksSlash: !isFolder);
        return readings.ToImmutable();

        void Add(string written, ArchiveForm asked, bool lacksSlash)
        {
            var id = MessageId.Parse(Uri.UnescapeDataString(written));
            if (id.Value.Length > 0) readings.Add(new(id, asked, lacksSlash));
        }
    }

    private static ArchiveForm? FormOf(string ending, bool isFolder) => ending switch
    {
        "raw" when !isFolder => ArchiveForm.Raw,
        "t.mbox.gz" or "t.mbox" when !isFolder => ArchiveForm.Mbox,
        "t.atom" when !isFolder => ArchiveForm.Feed,
        "t" or "T" => ArchiveForm.Thread,
        _ => null,
    };
}
