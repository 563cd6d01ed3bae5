using Tributary.Store;

namespace Tributary.Server;

/// <summary>The fields of cover letters (Patchwork's API, CoverList and CoverDetail).</summary>
internal static class CoverShapes
{
    /// <summary>A cover letter in a list.</summary>
    public static ApiShape<CoverListed> List { get; } = new("CoverList",
    [
        new("id", (writer, cover) => writer.Number(cover.Id)),
        new("url", (writer, cover) => writer.Url($"covers/{cover.Id}/")),
        new("web_url", ApiVersion.V11, (writer, cover) => writer.Absolute(PatchworkAddresses.Cover(writer.Project(cover.Project).LinkName, new(cover.MessageId)))),
        new("project", (writer, cover) => writer.Object(EmbeddedShapes.Project, writer.Project(cover.Project))),
        new("msgid", (writer, cover) => writer.MessageId(cover.MessageId)),
        new("list_archive_url", ApiVersion.V12, (writer, cover) => writer.ArchiveUrl(cover.Project, cover.MessageId)),
        new("date", (writer, cover) => writer.Date(cover.SentAt)),
        new("name", (writer, cover) => writer.Text(cover.Name)),
        new("submitter", (writer, cover) => writer.Object(EmbeddedShapes.Person, cover.Submitter)),
        new("mbox", ApiVersion.V11, (writer, cover) => writer.Absolute(PatchworkAddresses.CoverMbox(writer.Project(cover.Project).LinkName, new(cover.MessageId)))),
        new("series", (writer, cover) => writer.List(EmbeddedShapes.Series, cover.Series is { } series ? [series] : [])),
        new("comments", ApiVersion.V11, (writer, cover) => writer.UnversionedUrl($"covers/{cover.Id}/comments/")),
    ]);

    /// <summary>A cover letter alone.</summary>
    public static ApiShape<CoverDetailed> Detail { get; } = new("CoverDetail",
    [
        .. List.Fields.Select(field => field.Of((CoverDetailed detailed) => detailed.Cover)),
        new("headers", (writer, detailed) => detailed.Mail.WriteHeaders(writer)),
        new("content", (writer, detailed) => writer.Text(detailed.Mail.Text.Content)),
    ]);
}

/// <summary>A cover letter with its mail.</summary>
/// <param name="Cover">The cover letter.</param>
/// <param name="Mail">Its mail.</param>
internal sealed record CoverDetailed(CoverListed Cover, MailContent Mail);
