using System.Globalization;

namespace Tributary.Server;

/// <summary>Where in its source a mail stands, for people.</summary>
/// <param name="Name">A commit or file; null in a mailbox, where only the number tells.</param>
/// <param name="Number">Its number in the source, from 1.</param>
public readonly record struct MailPlace(string? Name, long Number)
{
    /// <inheritdoc />
    public override string ToString() => Name ?? string.Create(CultureInfo.InvariantCulture, $"message {Number}");
}
