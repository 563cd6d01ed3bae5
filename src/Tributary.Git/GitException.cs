namespace Tributary.Git;

/// <summary>git, or a repository, failed: something outside of this program.</summary>
/// <param name="message">One line: what, where, what to do.</param>
public sealed class GitException(string message) : Exception(message);
