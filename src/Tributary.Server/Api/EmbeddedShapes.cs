using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Objects inside others: fewer fields than on their own.</summary>
internal static class EmbeddedShapes
{
    /// <summary>A project.</summary>
    public static ApiShape<ProjectEntry> Project { get; } = new("ProjectEmbedded",
    [
        new("id", (writer, project) => writer.Number(project.Id)),
        new("url", (writer, project) => writer.Url($"projects/{Addresses.Number(project.Id)}/")),
        new("name", (writer, project) => writer.Text(project.Name)),
        new("link_name", (writer, project) => writer.Text(project.LinkName)),
        new("list_id", (writer, project) => writer.Text(project.ListId)),
        new("list_email", (writer, project) => writer.Text(project.ListEmail)),
        new("web_url", (writer, project) => writer.Text(project.Setting("web_url"))),
        new("scm_url", (writer, project) => writer.Text(project.Setting("scm_url"))),
        new("webscm_url", (writer, project) => writer.Text(project.Setting("webscm_url"))),
        new("list_archive_url", ApiVersion.V12, (writer, project) => writer.Text(project.Setting("list_archive_url"))),
        new("list_archive_url_format", ApiVersion.V12, (writer, project) => writer.Text(project.Setting("list_archive_url_format"))),
        new("commit_url_format", ApiVersion.V12, (writer, project) => writer.Text(project.Setting("commit_url_format"))),
    ]);

    /// <summary>A sender of mail.</summary>
    public static ApiShape<PersonListed> Person { get; } = new("PersonEmbedded",
    [
        new("id", (writer, person) => writer.Number(person.Id)),
        new("url", (writer, person) => writer.Url($"people/{Addresses.Number(person.Id)}/")),
        // Patchwork has null for those whose mail gives no name.
        new("name", (writer, person) => writer.Text(person.Name.Length == 0 ? null : person.Name)),
        new("email", (writer, person) => writer.Text(person.Address)),
    ]);

    /// <summary>A user.</summary>
    public static ApiShape<UserListed> User { get; } = new("UserEmbedded",
    [
        new("id", (writer, user) => writer.Number(user.Id)),
        new("url", (writer, user) => writer.Url($"users/{Addresses.Number(user.Id)}/")),
        new("username", (writer, user) => writer.Text(user.Username)),
        new("first_name", (writer, user) => writer.Text(user.FirstName)),
        new("last_name", (writer, user) => writer.Text(user.LastName)),
        new("email", (writer, user) => writer.Text(user.Email)),
    ]);

    /// <summary>A patch or pull request.</summary>
    public static ApiShape<PatchMention> Patch { get; } = new("PatchEmbedded",
    [
        new("id", (writer, patch) => writer.Number(patch.Id)),
        new("url", (writer, patch) => writer.Url($"patches/{Addresses.Number(patch.Id)}/")),
        new("web_url", ApiVersion.V11, (writer, patch) => writer.Absolute(PatchworkAddresses.Patch(writer.Project(patch.Project).LinkName, new(patch.MessageId)))),
        new("msgid", (writer, patch) => writer.MessageId(patch.MessageId)),
        new("list_archive_url", ApiVersion.V12, (writer, patch) => writer.ArchiveUrl(patch.Project, patch.MessageId)),
        new("date", (writer, patch) => writer.Date(patch.SentAt)),
        new("name", (writer, patch) => writer.Text(patch.Name)),
        new("mbox", (writer, patch) => writer.Absolute(PatchworkAddresses.PatchMbox(writer.Project(patch.Project).LinkName, new(patch.MessageId)))),
    ]);

    /// <summary>A cover letter.</summary>
    public static ApiShape<PatchMention> Cover { get; } = new("CoverEmbedded",
    [
        new("id", (writer, cover) => writer.Number(cover.Id)),
        new("url", (writer, cover) => writer.Url($"covers/{Addresses.Number(cover.Id)}/")),
        new("web_url", ApiVersion.V11, (writer, cover) => writer.Absolute(PatchworkAddresses.Cover(writer.Project(cover.Project).LinkName, new(cover.MessageId)))),
        new("msgid", (writer, cover) => writer.MessageId(cover.MessageId)),
        new("list_archive_url", ApiVersion.V12, (writer, cover) => writer.ArchiveUrl(cover.Project, cover.MessageId)),
        new("date", (writer, cover) => writer.Date(cover.SentAt)),
        new("name", (writer, cover) => writer.Text(cover.Name)),
        new("mbox", ApiVersion.V11, (writer, cover) => writer.Absolute(PatchworkAddresses.CoverMbox(writer.Project(cover.Project).LinkName, new(cover.MessageId)))),
    ]);

    /// <summary>A series.</summary>
    public static ApiShape<SeriesMention> Series { get; } = new("SeriesEmbedded",
    [
        new("id", (writer, series) => writer.Number(series.Id)),
        new("url", (writer, series) => writer.Url($"series/{Addresses.Number(series.Id)}/")),
        new("web_url", ApiVersion.V11, (writer, series) => writer.Absolute(PatchworkAddresses.Series(writer.Project(series.Project).LinkName, new(series.Id)))),
        new("date", (writer, series) => writer.Date(series.SentAt)),
        new("name", (writer, series) => writer.Text(NamePrefixes.SeriesName(series.Name))),
        new("version", (writer, series) => writer.Number(series.Version)),
        new("mbox", (writer, series) => writer.Absolute(PatchworkAddresses.SeriesMbox(new(series.Id)))),
    ]);

    /// <summary>A check.</summary>
    public static ApiShape<CheckListed> Check { get; } = new("CheckEmbedded",
    [
        new("id", (writer, check) => writer.Number(check.Id)),
        new("url", (writer, check) => writer.Url($"patches/{Addresses.Number(check.Patch)}/checks/{Addresses.Number(check.Id)}/")),
        new("date", (writer, check) => writer.Date(check.At)),
        new("state", (writer, check) => writer.Text(check.State.Slug)),
        new("target_url", (writer, check) => writer.Text(check.TargetUrl)),
        new("context", (writer, check) => writer.Text(check.Context)),
    ]);

    /// <summary>All of them.</summary>
    public static ImmutableArray<IApiShape> All { get; } = [Project, Person, User, Patch, Cover, Series, Check];
}
