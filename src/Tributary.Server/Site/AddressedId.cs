using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tributary.Mail;

namespace Tributary.Server;

/// <summary>What is asked for of a message.</summary>
internal enum AnswerForm
{
    /// <summary>The page.</summary>
    Page = 0,

    /// <summary>The same data as JSON.</summary>
    Json = 1,

    /// <summary>The bytes of the message.</summary>
    Raw = 2,
}

/// <summary>A message id as a form of answer: one way of reading an address.</summary>
internal readonly record struct AddressReading(MessageId Id, AnswerForm Form);

/// <summary>
/// The message id that ends an address. Ids hold anything: slashes, percent signs, <c>.json</c> at their end. So an address may be
/// read in more than one way; the id that is exactly what was written wins.
/// </summary>
/// <param name="Readings">The ways of reading it, the best first.</param>
internal sealed record AddressedId(ImmutableArray<AddressReading> Readings)
{
    /// <summary>True when the data of a page is asked for, whatever its id is.</summary>
    public bool IsJson => Readings.Any(reading => reading.Form == AnswerForm.Json);

    /// <summary>Binds it for a handler from the address as it was sent: routing has already undone some escapes and not others.</summary>
    public static ValueTask<AddressedId> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return ValueTask.FromResult(Parse(target));
    }

    /// <summary>Reads a request target such as <c>/message/ID/raw?x=1</c>; the id is what follows the first folder.</summary>
    public static AddressedId Parse(string target)
    {
        var path = target.AsSpan();
        if (path.IndexOf("://") is var scheme and > 0 && path[(scheme + 3)..].IndexOf('/') is var root and >= 0) path = path[(scheme + 3 + root)..];
        if (path.IndexOfAny('?', '#') is var query and >= 0) path = path[..query];
        var folder = path.IsEmpty ? -1 : path[1..].IndexOf('/');
        var written = folder < 0 ? "" : Uri.UnescapeDataString(path[(folder + 2)..].ToString());
        var readings = ImmutableArray.CreateBuilder<AddressReading>();
        Add(written, AnswerForm.Page);
        if (Without(written, JsonTwin.Ending) is { } json) Add(json, AnswerForm.Json);
        if (Without(written, Addresses.RawEnding) is { } raw) Add(raw, AnswerForm.Raw);
        // Links in mail end in a slash, and some people paste the brackets.
        if (written is ['<', .., '>']) Add(written[1..^1], AnswerForm.Page);
        if (written.EndsWith('/')) Add(written.TrimEnd('/'), AnswerForm.Page);
        return new(readings.DrainToImmutable());

        void Add(string id, AnswerForm form)
        {
            if (id.Length > 0) readings.Add(new(new(id), form));
        }
    }

    private static string? Without(string text, string ending) => text.EndsWith(ending, StringComparison.Ordinal) ? text[..^ending.Length] : null;
}
