using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Tributary.Server;

/// <summary>What a request's body turned out to be.</summary>
internal abstract record BodyReading
{
    /// <summary>The bytes that a body may have: edits are small.</summary>
    public const int MaxBytes = 1 << 20;

    private const int MaxDepth = 32;
    private const int MaxFields = 2000;

    private BodyReading()
    {
    }

    /// <summary>Fields.</summary>
    public sealed record Read(BodyReader Body) : BodyReading;

    /// <summary>Nothing that can be read.</summary>
    public sealed record Unreadable(ApiAnswer Answer) : BodyReading;

    /// <summary>Reads JSON, or a form of either kind.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isPartial">True where fields may be missing.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<BodyReading> ReadAsync(HttpRequest request, bool isPartial, CancellationToken cancel)
    {
        if (request.ContentLength > MaxBytes) return TooLarge();
        try
        {
            using var body = new MemoryStream();
            if (!await CopyAsync(request.Body, body, cancel)) return TooLarge();
            if (body.Length == 0) return new Read(new(new Dictionary<string, BodyValue>(), isPartial, isForm: true));
            body.Position = 0;
            return MediaType(request) switch
            {
                "application/json" => OfJson(body.GetBuffer().AsMemory(0, (int)body.Length), isPartial),
                "application/x-www-form-urlencoded" or "multipart/form-data" => await OfFormAsync(request, body, isPartial, cancel),
                _ => Wrong(StatusCodes.Status415UnsupportedMediaType, $"Unsupported media type \"{request.ContentType}\" in request."),
            };
        }
        catch (BadHttpRequestException failure)
        {
            return Wrong(failure.StatusCode, "The request could not be read.");
        }
    }

    private static string MediaType(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Takes in a body, up to the longest that is read.</summary>
    /// <returns>False when it is longer; what is left of it is the server's to pass over.</returns>
    internal static async Task<bool> CopyAsync(Stream from, MemoryStream to, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 << 10);
        try
        {
            while (await from.ReadAsync(buffer, cancel) is var read and > 0)
            {
                if (to.Length + read > MaxBytes) return false;
                to.Write(buffer, 0, read);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static BodyReading OfJson(ReadOnlyMemory<byte> bytes, bool isPartial)
    {
        if (!Utf8.IsValid(bytes.Span)) return WrongJson("'utf-8' codec can't decode bytes: invalid start byte");
        try
        {
            CheckTexts(bytes.Span);
            var root = JsonDocument.Parse(bytes, new() { MaxDepth = MaxDepth }).RootElement;
            return BodyReader.TryOf(root, isPartial) is { } reader ? new Read(reader)
                : new Unreadable(ApiAnswer.Invalid(("detail", [root.ValueKind == JsonValueKind.Null ? "No data provided" : $"Invalid data. Expected a dictionary, but got {new BodyValue.OfJson(root).Kind}."])));
        }
        catch (JsonException failure)
        {
            var (line, column) = ((failure.LineNumber ?? 0) + 1, (failure.BytePositionInLine ?? 0) + 1);
            return WrongJson($"Expecting value: line {line} column {column} (char {column - 1})");
        }
        catch (InvalidOperationException)
        {
            return WrongJson("a text holds half of a surrogate pair");
        }
    }

    // A document tells of half a surrogate pair only when a text is taken; so all are taken once.
    private static void CheckTexts(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new() { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
        }
    }

    private static async Task<BodyReading> OfFormAsync(HttpRequest request, Stream body, bool isPartial, CancellationToken cancel)
    {
        try
        {
            var fields = MediaType(request)[0] == 'a'
                ? await new FormReader(body) { ValueCountLimit = MaxFields, KeyLengthLimit = 1000, ValueLengthLimit = MaxBytes }.ReadFormAsync(cancel)
                : await FormParts.ReadAsync(body, request.ContentType!, MaxFields, cancel);
            return new Read(new(fields.ToDictionary(pair => pair.Key, pair => (BodyValue)new BodyValue.OfForm([.. pair.Value.Select(text => text ?? "")])), isPartial, isForm: true));
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or FormatException or ArgumentException)
        {
            return Wrong(StatusCodes.Status400BadRequest, $"Form parse error - {failure.Message}");
        }
    }

    private static Unreadable TooLarge() => Wrong(StatusCodes.Status413PayloadTooLarge, $"The request's body is larger than {MaxBytes} bytes.");

    private static Unreadable WrongJson(string why) => Wrong(StatusCodes.Status400BadRequest, $"JSON parse error - {why}");

    private static Unreadable Wrong(int status, string detail) => new(ApiAnswer.Problem(status, detail));
}
