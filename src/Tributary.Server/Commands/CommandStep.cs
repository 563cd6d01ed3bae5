using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Takes in the commands of mails that came into a project, in the transaction that takes in the mails: each is an event once. Live ones are carried out, and those that cannot be
/// are answered; history is only noted.
/// </summary>
/// <param name="write">The transaction.</param>
/// <param name="project">The project.</param>
/// <param name="at">When.</param>
/// <param name="desk">Carries them out; null: they came with history.</param>
internal sealed class CommandStep(WriteTransaction write, (long Id, Profile Profile) project, DateTimeOffset at, CommandDesk? desk)
{
    private readonly CommandStore store = new(write);
    private readonly CommandWords words = new(project.Profile.Commands);

    /// <summary>Takes in what a batch brought.</summary>
    /// <param name="mails">The batch.</param>
    /// <param name="changes">What came into the project by it.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>True when series were changed by it.</returns>
    public async Task<bool> RunAsync(IEnumerable<NewMessage> mails, IReadOnlyList<MemberChange> changes, CancellationToken cancel)
    {
        var hasChanged = false;
        foreach (var (mail, member) in await ListNewAsync(mails, changes, cancel))
        {
            var said = mail.Commands.Select(line => StableLine.Understand(line, project.Profile) ?? words.Understand(line)).OfType<MailCommand>().DistinctBy(static one => one.Means is { } state ? state.Slug : one.Word).ToImmutableArray();
            var commands = said.Select((one, place) => new StoredCommand
            {
                Project = project.Id, Message = member.Id, MessageId = member.Member.Id, Position = place, Sender = member.Member.From.Key, Word = one.Word, Means = one.Means, At = at,
                Outcome = one.IsKnown ? CommandOutcome.Waiting : CommandOutcome.Unknown, Reason = one.IsKnown ? "" : Explain(one),
            }).ToImmutableArray();
            if (commands.IsEmpty) continue;
            hasChanged |= await TakeAsync(mail, member, commands, cancel);
        }

        return (desk is not null && await ActOnWaitingAsync(cancel)) || hasChanged;
    }

    private async Task<IReadOnlyList<(NewMessage Mail, StoredMember Member)>> ListNewAsync(IEnumerable<NewMessage> mails, IReadOnlyList<MemberChange> changes, CancellationToken cancel)
    {
        var speaking = mails.Where(static mail => !mail.Commands.IsEmpty).DistinctBy(static mail => mail.Member!.Id).ToList();
        if (speaking.Count == 0) return [];
        var arrived = changes.Where(static change => change.Before is null && change.After is { IsReturning: false }).ToDictionary(static change => change.After!.Member.Id, static change => change.After!);
        var found = speaking.Where(mail => arrived.ContainsKey(mail.Member!.Id)).Select(mail => (Mail: mail, Member: arrived[mail.Member!.Id])).ToList();
        if (found.Count == 0) return [];
        var known = await store.ListKnownAsync(project.Id, [.. found.Select(static one => one.Member.Id)], cancel);
        found.RemoveAll(one => known.Contains((one.Member.Id, 0)));
        return found;
    }

    private async Task<bool> TakeAsync(NewMessage mail, StoredMember member, ImmutableArray<StoredCommand> commands, CancellationToken cancel)
    {
        var series = await store.FindSeriesAsync(project.Id, member.Id, cancel);
        long? comment = member.Member.Kind == MailKind.Reply && series is not null ? member.Arrival : null;
        var user = await new UserStore(write).FindByAddressAsync(member.Member.From.Key, cancel);
        var origin = new ChangeOrigin(Door.Mail, user?.Id, at);
        if (desk is null)
        {
            foreach (var command in commands) await store.AddAsync(AsHistory(command) with { Series = series }, comment, origin, cancel);
            return false;
        }

        var (acting, message) = (new CommandActing(write, project, desk, at), MessageReader.Read(mail.Decode()));
        var done = await acting.RunAsync([.. commands.Select(command => command with { Series = series })], message, cancel);
        foreach (var command in done.Commands) await store.AddAsync(command, comment, origin, cancel);
        await acting.AnswerAsync(message, done, cancel);
        return done.HasChanged;
    }

    // What could not be carried out before because its series was not here.
    private async Task<bool> ActOnWaitingAsync(CancellationToken cancel)
    {
        var hasChanged = false;
        foreach (var group in (await store.ListWaitingAsync(project.Id, cancel)).GroupBy(static one => one.Message))
        {
            if (await store.FindSeriesAsync(project.Id, group.Key, cancel) is not { } series) continue;
            var mail = MessageReader.Read(await store.GetMailAsync(group.Key, cancel));
            var acting = new CommandActing(write, project, desk!, at);
            var done = await acting.RunAsync([.. group.OrderBy(static one => one.Position).Select(one => one with { Series = series })], mail, cancel);
            foreach (var command in done.Commands) await store.SettleAsync(command, cancel);
            await acting.AnswerAsync(mail, done, cancel);
            hasChanged |= done.HasChanged;
        }

        return hasChanged;
    }

    private static StoredCommand AsHistory(StoredCommand command) =>
        command.Outcome == CommandOutcome.Unknown ? command : command with { Outcome = CommandOutcome.History, Reason = "It came with history, which changes nothing." };

    private static string Explain(MailCommand one) => one.Suggestion is { } word ? $"There is no word “{one.Word}”; did you mean “{word}”?" : $"There is no word “{one.Word}”.";
}
