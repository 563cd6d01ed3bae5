using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A page of the outbox as data.</summary>
/// <param name="Way">The way by which letters leave.</param>
/// <param name="Counts">How many letters are in each state.</param>
/// <param name="Letters">The letters, the newest first.</param>
/// <param name="Next">The address of the next page's data, or null.</param>
public sealed record OutboxView(string Way, IReadOnlyDictionary<string, long> Counts, IEnumerable<LetterView> Letters, string? Next)
{
    /// <summary>The data of a page.</summary>
    public static OutboxView From(OutboxModel model) => new(
        model.Way, model.Counts.ToDictionary(static pair => pair.Key.Slug, static pair => pair.Value), model.Letters.Select(LetterView.From), model.OlderAddress(json: true));
}
