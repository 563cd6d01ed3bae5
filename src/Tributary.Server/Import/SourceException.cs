namespace Tributary.Server;

/// <summary>What was named as a source of mail is none, or none that can be read.</summary>
/// <param name="message">One line: what, where, what to do.</param>
public sealed class SourceException(string message) : Exception(message);
