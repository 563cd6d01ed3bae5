using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The newest messages of a list as an Atom feed (RFC 4287).</summary>
/// <param name="list">The list's name.</param>
/// <param name="hits">The messages, newest first.</param>
internal sealed class AtomFeed(string list, IReadOnlyList<ArchiveHit> hits) : IResult
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var place = $"{httpContext.Request.Scheme}://{httpContext.Request.Host}/{Addresses.Escape(list)}/";
        httpContext.Response.ContentType = "application/atom+xml; charset=utf-8";
        await httpContext.Response.Body.WriteAsync(Write(place), httpContext.RequestAborted);
    }

    private byte[] Write(string place)
    {
        using var target = new MemoryStream();
        using (var xml = XmlWriter.Create(target, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("feed", Namespace);
            WriteHead(xml, place, VisibleText.Flatten(list), hits.Count > 0 ? hits[0].Hit.Date : DateTimeOffset.UnixEpoch);
            foreach (var hit in hits) WriteEntry(xml, place, hit.Hit);
            xml.WriteEndElement();
        }

        return target.ToArray();
    }

    private static void WriteEntry(XmlWriter xml, string place, SearchHit hit)
    {
        xml.WriteStartElement("entry");
        WriteHead(xml, $"{place}{Addresses.EscapeId(hit.Message)}/", hit.Subject.Length == 0 ? "(no subject)" : hit.Subject, hit.Date);
        xml.WriteStartElement("author");
        xml.WriteElementString("name", Clean(hit.From.Name.Length > 0 ? hit.From.Name : hit.From.Address));
        xml.WriteElementString("email", Clean(hit.From.Address));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteHead(XmlWriter xml, string address, string title, DateTimeOffset updated)
    {
        xml.WriteElementString("id", Clean(address));
        xml.WriteElementString("title", Clean(title));
        xml.WriteElementString("updated", updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteStartElement("link");
        xml.WriteAttributeString("href", Clean(address));
        xml.WriteEndElement();
    }

    // Mail holds characters that XML has no form for.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value is < 0x20 or (0xfffe or 0xffff) ? Rune.ReplacementChar.ToString() : rune.ToString());
        return clean.ToString();
    }
}
