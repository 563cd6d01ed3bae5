using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Writes events one by one as the API shows them in its newest version, for webhooks and for those who listen.</summary>
/// <param name="projects">The projects as they are.</param>
/// <param name="site">Scheme and host of the addresses in them.</param>
internal sealed class EventWriting(ProjectCatalog projects, string site)
{
    private readonly ApiRequest _request = new(
        new DefaultHttpContext(), new ApiTarget.Found(new("events/", "Event"), Version: null, ImmutableDictionary<string, string>.Empty), new(site, Version: null)) { Projects = projects };

    /// <summary>An event as JSON.</summary>
    public byte[] Write(EventListed happened) => Write(writer => writer.Object(EventResource.Shape, happened));

    /// <summary>What a test of a webhook bears: an event that did not happen.</summary>
    public byte[] WriteTest(long project, DateTimeOffset at) => Write(writer =>
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteNull("id");
        writer.Json.WriteString("category", "test");
        writer.Json.WritePropertyName("project");
        writer.Object(EmbeddedShapes.Project, writer.Project(project));
        writer.Json.WritePropertyName("date");
        writer.Date(at);
        writer.Json.WriteNull("actor");
        writer.Json.WriteStartObject("payload");
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    });

    private byte[] Write(Action<ApiWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(bytes);
        write(new(json, _request));
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
