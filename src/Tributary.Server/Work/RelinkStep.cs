using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Takes down what a maintainer says of which messages are one series and which series are versions of each other; the series follow at once, and after every
/// mail that comes later. Of two words that contradict each other the newer holds; any can be taken back.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="findProfile">A profile by its name.</param>
public sealed class RelinkStep(Database database, Func<string, Profile?> findProfile)
{
    private const int MostCharacters = 500;

    /// <summary>Carries it out.</summary>
    /// <param name="request">What is said.</param>
    /// <param name="actor">Who says it.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Done with the number of the line in the ledger; or why not.</returns>
    public Task<WorkOutcome> RunAsync(RelinkRequest request, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsync(database, async write =>
    {
        if (FieldRules.Check("reason", request.Reason, MostCharacters) is { } wrong) return wrong;
        var reader = new WorkReader(write);
        var (one, other) = (await reader.FindSeriesAsync(request.Series, cancel), request.Other is { } id ? await reader.FindSeriesAsync(id, cancel) : null);
        if (one is null) return new WorkOutcome.NotFound();
        if (request.Other is not null && other is null) return new WorkOutcome.Invalid("other", "There is no such series: name it by its number or its address.");
        if (FindRefusal(request, (one, other), actor) is { } refusal) return refusal;
        var (messages, splitOff, unfit) = await FindMessagesAsync(write, request, (one, other), cancel);
        if (unfit is not null) return unfit;
        var relink = new StoredRelink
        {
            Project = one.Project, Kind = request.Kind, At = actor.At, Actor = actor.User?.Id, By = actor.User?.Username ?? "the administrator",
            Reason = (request.Reason ?? "").Trim(), Messages = messages, SplitOff = splitOff,
        };
        var number = await new RelinkStore(write).AddAsync(relink, cancel);
        await SettleAsync(write, (relink with { Id = number }, [one.Id, .. other is null ? [] : new[] { other.Id }]), actor, cancel);
        return new WorkOutcome.Done(number);
    }, cancel);

    /// <summary>Takes a word back: from then on it counts for nothing.</summary>
    /// <param name="relink">The number of the line.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> EndAsync(long relink, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsync(database, async write =>
    {
        var store = new RelinkStore(write);
        if (await store.FindAsync(relink, cancel) is not { } found) return new WorkOutcome.NotFound();
        if (!WorkRules.MayChangeProject(actor.RolesIn(found.Project))) return new WorkOutcome.Refused("Only a maintainer of the project may take it back.");
        await store.EndAsync(relink, actor.User?.Username ?? "the administrator", actor.At, cancel);
        await SettleAsync(write, (found, []), actor, cancel, isEnded: true);
        return new WorkOutcome.Done(relink);
    }, cancel);

    private static WorkOutcome? FindRefusal(RelinkRequest request, (SeriesAtWork One, SeriesAtWork? Other) series, WorkActor actor)
    {
        var (one, other) = series;
        if (!WorkRules.MayChangeProject(actor.RolesIn(one.Project))) return new WorkOutcome.Refused("Only a maintainer of the project may relink series.");
        if (request.Kind is RelinkKind.SplitOff) return null;
        if (other is null) return new WorkOutcome.Invalid("other", "Name the other series by its number or its address.");
        if (other.Project != one.Project) return new WorkOutcome.Invalid("other", "That series is of another project.");
        if (other.Id == one.Id) return new WorkOutcome.Invalid("other", "That is this series itself.");
        return request.Kind is RelinkKind.Versions && other.SentAt >= one.SentAt
            ? new WorkOutcome.Invalid("other", $"“{other.Name}” was not sent before “{one.Name}”: say it the other way round.") : null;
    }

    private static async Task<(ImmutableArray<long> Messages, ImmutableArray<long> SplitOff, WorkOutcome? Unfit)> FindMessagesAsync(
        WriteTransaction write, RelinkRequest request, (SeriesAtWork One, SeriesAtWork? Other) series, CancellationToken cancel)
    {
        if (request.Kind is RelinkKind.Versions or RelinkKind.NotVersions) return ([series.One.Head, series.Other!.Head], [], null);
        var numbers = new MessageNumbers(write);
        var messages = await numbers.ListAsync(series.One.Project, series.One.Id, cancel);
        if (request.Kind is RelinkKind.OneSeries) return ([.. messages.Concat(await numbers.ListAsync(series.Other!.Project, series.Other.Id, cancel)).Distinct().Order()], [], null);
        ImmutableArray<long> splitOff = [.. await numbers.ListAsync(request.SplitOff, cancel)];
        if (splitOff.IsEmpty || splitOff.Any(message => !messages.Contains(message)))
            return ([], [], new WorkOutcome.Invalid("message", "Choose the messages of this series that are split off."));
        if (splitOff.Length == messages.Count) return ([], [], new WorkOutcome.Invalid("message", "Something must stay: choose fewer messages."));
        return ([.. messages.Except(splitOff).Order()], [.. splitOff.Distinct().Order()], null);
    }

    // On each series that the word names stands in the history what was said.
    private async Task SettleAsync(
        WriteTransaction write, (StoredRelink Relink, ImmutableArray<SeriesId> Named) what, WorkActor actor, CancellationToken cancel, bool isEnded = false)
    {
        var words = RelinkWords.Tell(what.Relink);
        await WorkTransaction.SettleAsync(write, (what.Relink.Project, actor.Origin), findProfile, [.. what.Relink.All], cancel);
        await VerdictsAsked.NoteMessagesAsync(write, what.Relink.Project, what.Relink.All, actor.At, cancel);
        if (!what.Named.IsEmpty) await VerdictsAsked.NoteAsync(write, what.Named, actor.At, cancel);
        var touched = await new MessageNumbers(write).ListSeriesAsync(what.Relink.Project, [.. what.Relink.All], cancel);
        var events = touched.Union(what.Named).OrderBy(series => series.Value).Select(series => new NewEvent
        {
            Category = EventCategory.SeriesRelinked, Series = series.Value, Before = isEnded ? words : null, After = isEnded ? null : words,
        });
        await new EventStore(write, what.Relink.Project).AddAsync([.. events], actor.Origin, cancel);
    }
}
