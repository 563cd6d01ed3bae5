using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Reads the outbox for those who may: administrators all of it, maintainers the letters of their projects.</summary>
public sealed class OutboxReader(OutboxQueries letters, ServerOptions options, TimeProvider clock)
{
    private const int PageLetters = 50;

    /// <summary>A page of letters.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="state">The state's slug; empty for all.</param>
    /// <param name="kind">The kind of letters; empty for all.</param>
    /// <param name="before">The letter that the page begins after; null at first.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<OutboxOutcome> ListAsync(User? user, string state, string kind, LetterId? before, CancellationToken cancel)
    {
        if (FilterOf(user) is not { } filter) return new OutboxOutcome.Refused();
        if (kind.Length > 0) filter = filter with { Kind = kind };
        if (state.Length > 0 && !LetterStates.TryParse(state, out _)) return new OutboxOutcome.NoState();
        LetterState? chosen = LetterStates.TryParse(state, out var found) ? found : null;
        var page = await letters.ListAsync(filter with { State = chosen }, before, PageLetters + 1, cancel);
        var counts = await letters.CountAsync(filter, cancel);
        return new OutboxOutcome.Found(new(chosen, [.. page.Take(PageLetters)], counts, page.Count > PageLetters, clock.GetUtcNow()) { Way = options.MailOut.Transport.Description, Kind = kind });
    }

    /// <summary>A letter with its mail, or null where there is none that he may see.</summary>
    public async Task<LetterModel?> FindAsync(User? user, LetterId id, CancellationToken cancel)
    {
        if (FilterOf(user) is not { } filter || await letters.FindAsync(id, cancel) is not { } letter) return null;
        return filter.Projects is not { } own || (letter.Project is { } project && own.Contains(project)) ? new(letter, clock.GetUtcNow()) : null;
    }

    private static OutboxFilter? FilterOf(User? user) => user switch
    {
        { IsActive: true, IsAdmin: true } => new(),
        { IsActive: true, Maintains.Length: > 0 } => new() { Projects = [.. user.Maintains] },
        _ => null,
    };
}

/// <summary>What became of asking for the outbox.</summary>
public abstract record OutboxOutcome
{
    private OutboxOutcome()
    {
    }

    /// <summary>A page.</summary>
    public sealed record Found(OutboxModel Model) : OutboxOutcome;

    /// <summary>He maintains nothing.</summary>
    public sealed record Refused : OutboxOutcome;

    /// <summary>There is no such state.</summary>
    public sealed record NoState : OutboxOutcome;
}
