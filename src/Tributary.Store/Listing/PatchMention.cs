namespace Tributary.Store;

/// <summary>A patch or cover letter as it stands in other things.</summary>
/// <param name="Id">Its number in the API.</param>
/// <param name="Project">Its project.</param>
/// <param name="MessageId">Without angle brackets.</param>
/// <param name="SentAt">The date of the mail.</param>
/// <param name="Name">With its prefix, as Patchwork writes it.</param>
public sealed record PatchMention(long Id, long Project, string MessageId, DateTimeOffset SentAt, string Name);

/// <summary>A series as it stands in other things.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Project">Its project.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">From 1.</param>
/// <param name="SentAt">The date of its first mail.</param>
public sealed record SeriesMention(long Id, long Project, string Name, long Version, DateTimeOffset SentAt);

/// <summary>A comment as it stands in an event.</summary>
/// <param name="Id">Its number in the API.</param>
/// <param name="Project">Its project.</param>
/// <param name="MessageId">Without angle brackets.</param>
/// <param name="SentAt">The date of the mail.</param>
/// <param name="Subject">Its subject.</param>
public sealed record CommentMention(long Id, long Project, string MessageId, DateTimeOffset SentAt, string Subject);
