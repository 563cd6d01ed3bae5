using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>What a repository knows of a commit that a patch names.</summary>
/// <param name="Id">Its full name, lower-case hex.</param>
/// <param name="Title">Its title.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Trees">The trees of the profile that hold it; empty where no tree is at hand or none holds it.</param>
public sealed record KnownCommit(string Id, string Title, Mailbox Author, ImmutableArray<string> Trees);
