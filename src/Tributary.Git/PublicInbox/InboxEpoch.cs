namespace Tributary.Git;

/// <summary>One repository of a public-inbox; large lists are cut into several, each with its own history.</summary>
/// <param name="Name">Its number as its folder says it (<c>0</c>, <c>1</c> …), or the empty string for an inbox of one repository.</param>
/// <param name="Repository">The git directory.</param>
public sealed record InboxEpoch(string Name, string Repository);
