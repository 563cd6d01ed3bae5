using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Carries out the commands of a live mail, and answers for those that it cannot.</summary>
/// <param name="write">The transaction that takes the mail in.</param>
/// <param name="project">The project.</param>
/// <param name="desk">What is needed for it.</param>
/// <param name="at">When.</param>
internal sealed class CommandActing(WriteTransaction write, (long Id, Profile Profile) project, CommandDesk desk, DateTimeOffset at)
{
    private static readonly TimeSpan AnswersAreCountedFor = TimeSpan.FromDays(1);
    private const int MostAnswers = 10;

    /// <summary>Carries out what can be.</summary>
    /// <param name="commands">The commands of a mail, those that wait to be carried out and others.</param>
    /// <param name="message">The mail.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<CommandsDone> RunAsync(ImmutableArray<StoredCommand> commands, Message message, CancellationToken cancel)
    {
        var waiting = commands.Where(static one => one.Outcome == CommandOutcome.Waiting && StableLine.BranchesOf(one.Word) is null).ToList();
        if (commands.FirstOrDefault()?.Series is not { } id || await new WorkReader(write).FindSeriesAsync(id, cancel) is not { } series)
            return new([.. commands.Select(static one => one.Outcome == CommandOutcome.Waiting ? one with { Reason = "Its series is not here yet." } : one)], WorkRoles.None, HasChanged: false);
        var relays = desk.Relays ?? await new RelayStore(write).ListAsync(cancel);
        if (!relays.IsEmpty && !SenderProof.IsProven(message, relays))
            return new([.. commands.Select(static one => one with { Outcome = CommandOutcome.Unproven, Reason = "No trusted relay says that its sender is the one it names." })], WorkRoles.None, HasChanged: false);
        var actor = await FindActorAsync(series, message, cancel);
        var hasChanged = false;
        var done = ImmutableArray.CreateBuilder<StoredCommand>(commands.Length);
        foreach (var command in commands)
        {
            if (command.Outcome != CommandOutcome.Waiting) done.Add(command);
            else if (StableLine.BranchesOf(command.Word) is { } branches) done.Add(await new StableCommandActing(write, project, at).RunAsync(command, branches, (series, actor, message.From), cancel));
            else if (command != waiting[^1]) done.Add(command with { Outcome = CommandOutcome.Overruled, Reason = "A later line of the same mail says otherwise." });
            else done.Add(await CarryOutAsync(command, series, actor, cancel));
            hasChanged |= done[^1].Change is not null;
        }

        var patch = series.Patches.IsEmpty ? null : series.Patches[0];
        return new(done.ToImmutable(), actor.RolesOn(series, patch), hasChanged);
    }

    /// <summary>Writes to the sender once, if anything was refused or not understood; call it last.</summary>
    public async Task AnswerAsync(Message message, CommandsDone done, CancellationToken cancel)
    {
        var failed = done.Commands.Where(static one => one.Outcome is CommandOutcome.Refused or CommandOutcome.Unknown).ToList();
        if (failed.Count == 0 || !LetterAddress.IsSendable(message.From.Address)) return;
        // Two programs that write to each other end here, though neither says that it is one.
        if (await new CommandStore(write).CountFailedMailsAsync(failed[0].Sender, at - AnswersAreCountedFor, cancel) > MostAnswers) return;
        var settings = NoticeSettings.Of(await ProjectSettings.LoadAsync(write, project.Id, cancel), NoticeKind.CommandAnswer);
        if (!settings.IsOn || await new VerdictStore(write).IsRefusedAsync(message.From.Key, cancel)) return;
        var stored = await new ProjectQueries(write.Database).FindAsync(project.Id, cancel);
        await desk.Outbox.PutAsync(write, CommandAnswer.To(message, (stored!.Name, project.Profile, settings), failed, done.Roles), cancel);
    }

    private async Task<WorkActor> FindActorAsync(SeriesAtWork series, Message message, CancellationToken cancel)
    {
        var address = message.From.Key;
        var user = await new UserStore(write).FindByAddressAsync(address, cancel);
        var isOwner = desk.IsOwner is { } ask && await ask(write, series, address, cancel);
        // A blocked account is not let in by its address.
        return new(user, Door.Mail, at) { Address = user is { IsActive: false } ? null : address, IsOwner = isOwner && user is not { IsActive: false } };
    }

    private async Task<StoredCommand> CarryOutAsync(StoredCommand command, SeriesAtWork series, WorkActor actor, CancellationToken cancel)
    {
        var (state, writing) = (command.Means!.Value, new ChangeWriting(write, actor));
        var request = new ChangeRequest { Series = [series.Id], Decision = new() { State = state } };
        var refusal = await writing.ChangeAsync((series, series.Patches), request, cancel);
        if (refusal is not null) return command with { Outcome = CommandOutcome.Refused, Reason = SentenceOf(refusal) };
        if (writing.Parts.IsEmpty) return command with { Outcome = CommandOutcome.Already, Reason = $"It is {state.Title} already." };
        await WorkTransaction.SettleAsync(write, (project.Id, actor.Origin), _ => project.Profile, [.. ChangeStep.MessagesOf((series, series.Patches))], cancel);
        var change = new StoredChange
        {
            Project = project.Id, Actor = actor.User?.Id ?? 0, At = at, Parts = writing.Parts, Words = ChangeWords.Tell(request, [series]),
        };
        return command with
        {
            Outcome = CommandOutcome.Done, Reason = $"It was {series.State.Title} and is {state.Title}.", Change = await new ChangeStore(write).AddAsync(change, cancel),
        };
    }

    private static string SentenceOf(WorkOutcome refusal) => refusal switch
    {
        WorkOutcome.Refused refused => refused.Sentence,
        WorkOutcome.Invalid invalid => invalid.Sentence,
        WorkOutcome.Conflict conflict => conflict.Sentence,
        _ => "The series is not here any more.",
    };
}

/// <summary>What became of the commands of a mail.</summary>
/// <param name="Commands">The commands with their outcomes.</param>
/// <param name="Roles">What their sender is to the series.</param>
/// <param name="HasChanged">One of them changed something.</param>
internal sealed record CommandsDone(ImmutableArray<StoredCommand> Commands, WorkRoles Roles, bool HasChanged);
