using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Tributary.Server;

/// <summary>The texts of a form that comes in parts (RFC 7578). Files in it are not taken: the API has no use for them.</summary>
internal static class FormParts
{
    /// <summary>Reads the parts.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its type, with the boundary.</param>
    /// <param name="maxFields">How many parts it may have.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="InvalidDataException">It is no such form.</exception>
    public static async Task<Dictionary<string, StringValues>> ReadAsync(Stream body, string contentType, int maxFields, CancellationToken cancel)
    {
        var boundary = MediaTypeHeaderValue.TryParse(contentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (string.IsNullOrWhiteSpace(boundary) || boundary.Length > 200) throw new InvalidDataException("Invalid boundary in multipart");
        var parts = new MultipartReader(boundary, body);
        var fields = new KeyValueAccumulator();
        while (await parts.ReadNextSectionAsync(cancel) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)) continue;
            using var reader = new StreamReader(part.Body);
            var text = await reader.ReadToEndAsync(cancel);
            if (disposition.FileName.HasValue) continue;
            fields.Append(HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "", text);
            if (fields.ValueCount > maxFields) throw new InvalidDataException("Too many fields");
        }

        return fields.GetResults();
    }
}
