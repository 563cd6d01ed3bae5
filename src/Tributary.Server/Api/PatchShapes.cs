using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The fields of patches (Patchwork's API, PatchList and PatchDetail).</summary>
internal static class PatchShapes
{
    /// <summary>A patch in a list.</summary>
    public static ApiShape<PatchListed> List { get; } = new("PatchList",
    [
        new("id", (writer, patch) => writer.Number(patch.Id)),
        new("url", (writer, patch) => writer.Url($"patches/{patch.Id}/")),
        new("web_url", ApiVersion.V11, (writer, patch) => writer.Absolute(PatchworkAddresses.Patch(writer.Project(patch.Project).LinkName, new(patch.MessageId)))),
        new("project", (writer, patch) => writer.Object(EmbeddedShapes.Project, writer.Project(patch.Project))),
        new("msgid", (writer, patch) => writer.MessageId(patch.MessageId)),
        new("list_archive_url", ApiVersion.V12, (writer, patch) => writer.ArchiveUrl(patch.Project, patch.MessageId)),
        new("date", (writer, patch) => writer.Date(patch.SentAt)),
        new("name", (writer, patch) => writer.Text(patch.Name)),
        new("commit_ref", (writer, patch) => writer.Text(patch.CommitRef)),
        new("pull_url", (writer, patch) => writer.Text(patch.PullUrl)),
        new("state", (writer, patch) => writer.Text(patch.State.Slug)),
        new("archived", (writer, patch) => writer.Flag(patch.IsArchived)),
        new("hash", (writer, patch) => writer.Text(patch.Hash)),
        new("submitter", (writer, patch) => writer.Object(EmbeddedShapes.Person, patch.Submitter)),
        new("delegate", (writer, patch) => writer.Object(EmbeddedShapes.User, patch.DelegateUser)),
        new("mbox", (writer, patch) => writer.Absolute(PatchworkAddresses.PatchMbox(writer.Project(patch.Project).LinkName, new(patch.MessageId)))),
        new("series", (writer, patch) => writer.List(EmbeddedShapes.Series, patch.Series is { } series ? [series] : [])),
        new("comments", ApiVersion.V11, (writer, patch) => writer.UnversionedUrl($"patches/{patch.Id}/comments/")),
        new("check", (writer, patch) => writer.Text(patch.Check.Slug)),
        new("checks", (writer, patch) => writer.UnversionedUrl($"patches/{patch.Id}/checks/")),
        new("tags", (writer, _) => WriteNoTags(writer)),
        new("related", ApiVersion.V12, (writer, patch) => writer.List(EmbeddedShapes.Patch, patch.Related)),
    ]);

    /// <summary>A patch alone.</summary>
    public static ApiShape<PatchDetailed> Detail { get; } = new("PatchDetail",
    [
        .. List.Fields.Select(field => field.Of((PatchDetailed detailed) => detailed.Patch)),
        new("headers", (writer, detailed) => detailed.Mail.WriteHeaders(writer)),
        new("content", (writer, detailed) => writer.Text(detailed.Mail.Text.Content)),
        new("diff", (writer, detailed) => writer.Text(detailed.Mail.Text.Diff)),
        new("prefixes", (writer, detailed) => WritePrefixes(writer, detailed.Patch.Name)),
    ]);

    // Patchwork counts tags for its pages alone; its API shows none since 2.1.
    private static void WriteNoTags(ApiWriter writer)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteEndObject();
    }

    private static void WritePrefixes(ApiWriter writer, string name)
    {
        writer.Json.WriteStartArray();
        foreach (var prefix in NamePrefixes.Of(name)) writer.Text(prefix);
        writer.Json.WriteEndArray();
    }
}

/// <summary>A patch with its mail.</summary>
/// <param name="Patch">The patch.</param>
/// <param name="Mail">Its mail.</param>
internal sealed record PatchDetailed(PatchListed Patch, MailContent Mail);
