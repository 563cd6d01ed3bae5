using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A mail command as data.</summary>
/// <param name="MessageId">The mail's id, bare.</param>
/// <param name="Sender">The address it came from.</param>
/// <param name="Date">When it was taken in.</param>
/// <param name="Word">The word as written.</param>
/// <param name="Means">The slug of the state that it means; null where nobody can tell.</param>
/// <param name="Outcome">What became of it: a word, and a sentence.</param>
public sealed record CommandView(string MessageId, string Sender, DateTimeOffset Date, string Word, string? Means, string Outcome)
{
    /// <summary>The data of a command.</summary>
    public static CommandView From(StoredCommand command) => new(command.MessageId.Value, command.Sender, command.At, command.Word, command.Means?.Slug, command.OutcomeText);
}
