using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>A message as it is stored, with its place in a project.</summary>
/// <param name="Id">Its Message-Id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Raw">Its bytes.</param>
/// <param name="Parent">What it answers, if that is here.</param>
/// <param name="Target">The patch, cover letter or pull request that it comments on.</param>
/// <param name="Series">The series it belongs to.</param>
public sealed record StoredMessage(
    MessageId Id, MailKind Kind, ReadOnlyMemory<byte> Raw, MessageId? Parent, MessageId? Target, SeriesId? Series);
