using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The fields of series (Patchwork's API, Series).</summary>
internal static class SeriesShapes
{
    /// <summary>A series, in a list and alone.</summary>
    public static ApiShape<SeriesListed> Series { get; } = new("Series",
    [
        new("id", (writer, series) => writer.Number(series.Id)),
        new("url", (writer, series) => writer.Url(PathOf(series.Id))),
        new("web_url", ApiVersion.V11, (writer, series) => writer.Absolute(PatchworkAddresses.Series(writer.Project(series.Project).LinkName, new(series.Id)))),
        new("project", (writer, series) => writer.Object(EmbeddedShapes.Project, writer.Project(series.Project))),
        new("name", (writer, series) => writer.Text(NamePrefixes.SeriesName(series.Name))),
        new("date", (writer, series) => writer.Date(series.SentAt)),
        new("submitter", (writer, series) => writer.Object(EmbeddedShapes.Person, series.Submitter)),
        new("version", (writer, series) => writer.Number(series.Version)),
        new("total", (writer, series) => writer.Number(series.Total)),
        new("received_total", (writer, series) => writer.Number(series.Received)),
        new("received_all", (writer, series) => writer.Flag(series.IsComplete)),
        new("mbox", (writer, series) => writer.Absolute(PatchworkAddresses.SeriesMbox(new(series.Id)))),
        new("cover_letter", (writer, series) => writer.Object(EmbeddedShapes.Cover, series.Cover)),
        new("patches", (writer, series) => writer.List(EmbeddedShapes.Patch, series.Patches)),
        new("dependencies", ApiVersion.V14, (writer, series) => WriteAddresses(writer, series.Dependencies)),
        new("dependents", ApiVersion.V14, (writer, series) => WriteAddresses(writer, series.Dependents)),
    ]);

    private static string PathOf(long series) => $"series/{series}/";

    private static void WriteAddresses(ApiWriter writer, ImmutableArray<long> series)
    {
        writer.Json.WriteStartArray();
        foreach (var id in series) writer.Url(PathOf(id));
        writer.Json.WriteEndArray();
    }
}
