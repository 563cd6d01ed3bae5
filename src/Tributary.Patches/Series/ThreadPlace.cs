using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>Where a message stands in its thread.</summary>
/// <param name="Message">The message.</param>
/// <param name="Parent">The nearest ancestor that is here, for the tree of replies; null at the root.</param>
/// <param name="Target">
/// The patch, cover letter or pull request that it comments on (for those: itself); null when its thread has none, and then it is
/// ignored.
/// </param>
public sealed record ThreadPlace(MessageId Message, MessageId? Parent, MessageId? Target);
