using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Workflow;

/// <summary>A commit as the index of commits takes it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Parents">What it is built on.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="AuthoredAt">When, in seconds since 1970; a cherry-pick keeps it.</param>
/// <param name="CommittedAt">When it was committed, in seconds since 1970.</param>
/// <param name="Text">What its message says of other commits.</param>
public sealed record LoggedCommit(CommitId Id, ImmutableArray<CommitId> Parents, Mailbox Author, long AuthoredAt, long CommittedAt, CommitText Text);
