using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what is needed to apply a series: its patches, the trailers that answers gave, the text of the merge commit.</summary>
public sealed class ApplyPlanner(Database database)
{
    private const int MostMails = 1000;
    private readonly SeriesQueries series = new(database);
    private readonly MessageQueries messages = new(database);

    /// <summary>Makes the plan.</summary>
    /// <param name="detail">The series.</param>
    /// <param name="profile">The profile of its project.</param>
    /// <param name="numbers">The patches that are meant; empty for all.</param>
    /// <param name="signer">Who signs off; null for nobody, where nothing is committed.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The plan, or why there can be none.</returns>
    public async Task<(ApplyPlan? Plan, string? Why)> MakeAsync(SeriesDetail detail, Profile profile, ImmutableArray<int> numbers, GitPerson? signer, CancellationToken cancel)
    {
        if (detail.Summary.IsPullRequest) return (null, "A pull request is merged, not applied.");
        ImmutableArray<SeriesPatchRow> rows = [.. detail.Patches.Where(patch => numbers.IsEmpty || numbers.Contains(patch.Number)).OrderBy(static patch => patch.Number)];
        if (rows.IsEmpty) return (null, "There is no such patch in it.");
        if (numbers.IsEmpty && !detail.Summary.IsComplete) return (null, $"It is not complete: {detail.Summary.Received} of {detail.Summary.Total} patches are here. Name those that are meant by their numbers.");
        var mails = await ReadAsync(detail, cancel);
        var discussion = AmDiscussion.Read(mails.Values.OrderBy(static mail => mail.Date).ThenBy(static mail => mail.Id));
        var signOff = signer is null ? null : new AmTrailer("Signed-off-by", $"{signer.Name} <{signer.Email}>");
        var planned = ImmutableArray.CreateBuilder<PlannedPatch>();
        foreach (var row in rows)
        {
            if (!mails.TryGetValue(row.Message, out var mail) || await MailPatch.ReadAsync(mail.Raw, cancel) is not { } patch) return (null, $"git finds no patch in number {row.Number}, {row.Message.Value}.");
            var given = discussion.Collect(row.Message, detail.Summary.Cover);
            if (profile.Applying.LinkTo(row.Message.Value) is { } link) given = given.Add(new("Link", link));
            planned.Add(new(row, patch, AmMessage.Read(patch.Message).With(given, signOff)));
        }

        var cover = detail.Summary.Cover is { } letter && mails.TryGetValue(letter, out var coverMail) ? PatchMail.Read(coverMail) : null;
        var patches = planned.DrainToImmutable();
        var heads = mails.Where(pair => pair.Key == detail.Summary.Head || rows.Any(row => row.Message == pair.Key)).Select(static pair => PatchMail.Read(pair.Value)).ToList();
        return (new()
        {
            Detail = detail, Patches = patches,
            MergeMessage = cover is null && patches.Length == 1 ? null : MergeText.Write(cover, [.. patches.Select(static patch => patch.Mail.Title)], detail.Summary.Submitter, MergeTrailers(detail, profile, signOff)),
            DependsOn = [.. heads.SelectMany(static mail => mail.DependsOn).Distinct()],
            BaseCommit = heads.Select(static mail => mail.BaseCommit).FirstOrDefault(static commit => commit is not null),
            Reminder = ReminderOf(rows, mails, profile),
        }, null);
    }

    /// <summary>The mails of a series, its thread and those of its earlier versions.</summary>
    private async Task<Dictionary<MessageId, Message>> ReadAsync(SeriesDetail detail, CancellationToken cancel)
    {
        var ids = detail.Patches.Select(static patch => patch.Message).Prepend(detail.Summary.Head).Concat(detail.Thread.Select(static entry => entry.Message)).ToHashSet();
        foreach (var link in detail.Earlier.Take(20))
        {
            if (await series.FindAsync(link.Id, cancel) is { } earlier) ids.UnionWith(earlier.Thread.Select(static entry => entry.Message));
        }

        var read = new Dictionary<MessageId, Message>();
        foreach (var chunk in ids.Take(MostMails).Chunk(250))
        {
            foreach (var stored in await messages.ListAsync(detail.Summary.Project, chunk, cancel)) read[stored.Id] = MessageReader.Read(stored.Raw);
        }

        return read;
    }

    private static ImmutableArray<AmTrailer> MergeTrailers(SeriesDetail detail, Profile profile, AmTrailer? signOff)
    {
        var trailers = ImmutableArray.CreateBuilder<AmTrailer>();
        if (profile.Applying.LinkTo(detail.Summary.Head.Value) is { } link) trailers.Add(new("Link", link));
        if (signOff is not null) trailers.Add(signOff);
        return trailers.DrainToImmutable();
    }

    private static string? ReminderOf(ImmutableArray<SeriesPatchRow> rows, Dictionary<MessageId, Message> mails, Profile profile)
    {
        if (SeriesMail.Of(rows.Select(row => mails.GetValueOrDefault(row.Message)).OfType<Message>().Select(SeriesPart.Read)) is not { } mail) return null;
        var findings = new Findings();
        new InstructionLlvm().Check(mail, new() { Profile = profile }, findings);
        return findings is [var finding, ..] ? $"{finding.Sentence}. {finding.Fix}." : null;
    }
}
