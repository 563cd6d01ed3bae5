using System.Globalization;
using System.Text.Json;

namespace Tributary.Server;

/// <summary>Writes values of answers as Patchwork writes them.</summary>
/// <param name="json">Where to.</param>
/// <param name="request">Whose answer it is.</param>
internal sealed class ApiWriter(Utf8JsonWriter json, ApiRequest request)
{
    /// <summary>For what has no form of its own.</summary>
    public Utf8JsonWriter Json => json;

    /// <summary>Whose answer it is.</summary>
    public ApiRequest Request => request;

    /// <summary>A whole number or null.</summary>
    public void Number(long? number)
    {
        if (number is { } value) json.WriteNumberValue(value);
        else json.WriteNullValue();
    }

    /// <summary>A text or null.</summary>
    public void Text(string? text) => json.WriteStringValue(text);

    /// <summary>True, false or null.</summary>
    public void Flag(bool? flag)
    {
        if (flag is { } value) json.WriteBooleanValue(value);
        else json.WriteNullValue();
    }

    /// <summary>A time in UTC without a zone, with microseconds when there are any.</summary>
    public void Date(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        json.WriteStringValue(utc.ToString(utc.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMicrosecond ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.ffffff",
            CultureInfo.InvariantCulture));
    }

    /// <summary>An address of the API in the request's version.</summary>
    /// <param name="path">E.g. <c>patches/1/</c>.</param>
    public void Url(string path) => json.WriteStringValue(request.Addresses.Url(path));

    /// <summary>An address of the API without a version.</summary>
    /// <param name="path">E.g. <c>patches/1/checks/</c>.</param>
    public void UnversionedUrl(string path) => json.WriteStringValue(request.Addresses.UnversionedUrl(path));

    /// <summary>An address of the site; null for none.</summary>
    /// <param name="path">From the root on, e.g. <c>/series/1/mbox/</c>.</param>
    public void Absolute(string? path) => json.WriteStringValue(path is null ? null : request.Addresses.Absolute(path));

    /// <summary>Where a project's archive has a message; null where the project names none.</summary>
    /// <param name="project">The project's number.</param>
    /// <param name="messageId">The id, bare.</param>
    public void ArchiveUrl(long project, string messageId) => json.WriteStringValue(Project(project).ArchiveUrlOf(messageId));

    /// <summary>A message id as Patchwork writes it.</summary>
    /// <param name="messageId">The id, bare.</param>
    public void MessageId(string messageId) => json.WriteStringValue($"<{messageId}>");

    /// <summary>The project of a number; one without a name where it has gone meanwhile.</summary>
    public ProjectEntry Project(long id) => request.Projects.Find(id) ?? new() { Id = id, LinkName = "" };

    /// <summary>An object or null.</summary>
    public void Object<T>(ApiShape<T> shape, T? value) where T : class
    {
        if (value is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        Fields(shape, value);
        json.WriteEndObject();
    }

    /// <summary>The fields of an object that is open: for answers that join several shapes.</summary>
    public void Fields<T>(ApiShape<T> shape, T value)
    {
        foreach (var field in shape.Fields)
        {
            if (field.Since > request.Version || field.IsLeftOut?.Invoke(this, value) == true) continue;
            json.WritePropertyName(field.Name);
            field.Write(this, value);
        }
    }

    /// <summary>A list of objects.</summary>
    public void List<T>(ApiShape<T> shape, IEnumerable<T> values) where T : class
    {
        json.WriteStartArray();
        foreach (var value in values) Object(shape, value);
        json.WriteEndArray();
    }
}
