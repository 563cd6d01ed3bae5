using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>An answer of the API. Errors are in Django REST framework's form.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">Writes the body; null for none.</param>
internal sealed record ApiAnswer(int Status, Action<ApiWriter>? Body)
{
    /// <summary>What nobody is told who has not signed in.</summary>
    public const string NotSignedIn = "Authentication credentials were not provided.";

    /// <summary>What somebody is told who may not do what he asks for.</summary>
    public const string NotAllowed = "You do not have permission to perform this action.";

    /// <summary>The header Link; null for none.</summary>
    public string? Link { get; init; }

    /// <summary>The header Location; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>How what is shown stands, for the header ETag (<see cref="SeenPatch"/>); null where nobody asks.</summary>
    public string? Standing { get; init; }

    /// <summary>After how many seconds to ask again; null where that is nothing to say.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>There is no such thing.</summary>
    public static ApiAnswer NotFound { get; } = Problem(StatusCodes.Status404NotFound, "Not found.");

    /// <summary>There is no such page of a list.</summary>
    public static ApiAnswer InvalidPage { get; } = Problem(StatusCodes.Status404NotFound, "Invalid page.");

    /// <summary>It is done, and nothing is left to show.</summary>
    public static ApiAnswer Gone { get; } = new(StatusCodes.Status204NoContent, Body: null);

    /// <summary>An object; where there is none, that there is none.</summary>
    public static ApiAnswer Of<T>(ApiShape<T> shape, T? value) where T : class =>
        value is null ? NotFound : new(StatusCodes.Status200OK, writer => writer.Object(shape, value));

    /// <summary>An object that was made.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="value">The object.</param>
    /// <param name="url">Its address.</param>
    public static ApiAnswer Created<T>(ApiShape<T> shape, T value, string url) where T : class =>
        new(StatusCodes.Status201Created, writer => writer.Object(shape, value)) { Location = url };

    /// <summary>An error as one sentence.</summary>
    public static ApiAnswer Problem(int status, string detail) => new(status, writer =>
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("detail", detail);
        writer.Json.WriteEndObject();
    });

    /// <summary>He has to wait.</summary>
    public static ApiAnswer TooMany(int seconds) =>
        Problem(StatusCodes.Status429TooManyRequests, $"Request was throttled. Expected available in {seconds} seconds.") with { RetryAfter = seconds };

    /// <summary>Somebody may not do what he asks for; who has not signed in is told so.</summary>
    public static ApiAnswer Forbidden(ApiRequest request) => Problem(StatusCodes.Status403Forbidden, request.User is null ? NotSignedIn : NotAllowed);

    /// <summary>Fields that cannot be taken, each with its sentences.</summary>
    public static ApiAnswer Invalid(params ReadOnlySpan<(string Field, ImmutableArray<string> Sentences)> fields)
    {
        ImmutableArray<(string Field, ImmutableArray<string> Sentences)> kept = [.. fields];
        return new(StatusCodes.Status400BadRequest, writer =>
        {
            writer.Json.WriteStartObject();
            foreach (var (field, sentences) in kept)
            {
                writer.Json.WriteStartArray(field);
                foreach (var sentence in sentences) writer.Json.WriteStringValue(sentence);
                writer.Json.WriteEndArray();
            }

            writer.Json.WriteEndObject();
        });
    }

    /// <summary>What became of a change that was not made.</summary>
    public static ApiAnswer From(WorkOutcome outcome, ApiRequest request) => outcome switch
    {
        // Patchwork's sentence, which clients know; ours says why on pages and in mail.
        WorkOutcome.Refused => Forbidden(request),
        WorkOutcome.NotFound => NotFound,
        WorkOutcome.Invalid invalid => Invalid((invalid.Field, [invalid.Sentence])),
        WorkOutcome.Conflict conflict => Problem(StatusCodes.Status409Conflict, conflict.Sentence),
        _ => throw new UnreachableException($"{outcome} is a change that was made"),
    };
}
