using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>The forms of answers: JSON. Browsers, which Patchwork shows its pages about the API, get it too.</summary>
internal static class AnswerForms
{
    private static readonly string[] Taken = ["*/*", "application/*", "application/json", "text/*", "text/html"];

    /// <summary>The refusal of a request that wants another form; null for one that does not.</summary>
    public static ApiAnswer? Refuse(HttpRequest request)
    {
        if (request.Query["format"] is [.., { Length: > 0 } format] && format is not ("json" or "api")) return ApiAnswer.NotFound;
        var accepted = request.Headers.Accept.SelectMany(line => (line ?? "").Split(',')).Select(form => form.Split(';')[0].Trim().ToLowerInvariant()).ToList();
        return accepted.Count == 0 || accepted.TrueForAll(form => form.Length == 0) || accepted.Exists(Taken.Contains) ? null
            : ApiAnswer.Problem(StatusCodes.Status406NotAcceptable, "Could not satisfy the request Accept header.");
    }

    /// <summary>What a route is and takes: the answer to OPTIONS.</summary>
    public static ApiAnswer Describe(ApiRoute route) => new(StatusCodes.Status200OK, writer =>
    {
        var json = writer.Json;
        json.WriteStartObject();
        json.WriteString("name", route.Name);
        json.WriteString("description", "");
        json.WriteStartArray("renders");
        json.WriteStringValue("application/json");
        json.WriteEndArray();
        json.WriteStartArray("parses");
        foreach (var form in (string[])["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]) json.WriteStringValue(form);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
