using Tributary.Store;

namespace Tributary.Server;

/// <summary>The fields of comments (Patchwork's API, Comment).</summary>
internal static class CommentShapes
{
    /// <summary>A comment, in a list and alone.</summary>
    public static ApiShape<CommentDetailed> Comment { get; } = new("Comment",
    [
        new("id", (writer, detailed) => writer.Number(detailed.Comment.Id)),
        new("url", ApiVersion.V13, (writer, detailed) => writer.Url($"{detailed.Folder}/{detailed.Comment.Target}/comments/{detailed.Comment.Id}/")),
        new("web_url", ApiVersion.V11, (writer, detailed) => writer.Absolute(PatchworkAddresses.Comment(detailed.Comment.Id))),
        new("msgid", (writer, detailed) => writer.MessageId(detailed.Comment.MessageId)),
        new("list_archive_url", ApiVersion.V12, (writer, detailed) => writer.ArchiveUrl(detailed.Comment.Project, detailed.Comment.MessageId)),
        new("date", (writer, detailed) => writer.Date(detailed.Comment.SentAt)),
        new("subject", (writer, detailed) => writer.Text(detailed.Mail.Subject)),
        new("submitter", (writer, detailed) => writer.Object(EmbeddedShapes.Person, detailed.Comment.Submitter)),
        new("content", (writer, detailed) => writer.Text(detailed.Mail.Text.Content)),
        new("headers", (writer, detailed) => detailed.Mail.WriteHeaders(writer)),
        new("addressed", ApiVersion.V13, (writer, detailed) => writer.Flag(detailed.Comment.IsAddressed)),
    ]);
}

/// <summary>A comment with its mail.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="Mail">Its mail.</param>
/// <param name="Folder">Below which address it stands: <c>patches</c> or <c>covers</c>.</param>
internal sealed record CommentDetailed(CommentListed Comment, MailContent Mail, string Folder);
