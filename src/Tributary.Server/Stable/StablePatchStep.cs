using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Sends what is due for a branch as patches against it, each with <c>commit X upstream.</c> and the sign-off of who sends them: the other form that the stable maintainers take (STB-5). The mails and
/// the note that they were written are one transaction.
/// </summary>
/// <param name="database">The queue and the outbox.</param>
/// <param name="desk">The queue with its ways.</param>
/// <param name="outbox">The way out.</param>
/// <param name="clock">Tells the time.</param>
public sealed class StablePatchStep(Database database, StableDesk desk, Outbox outbox, TimeProvider clock)
{
    /// <summary>Makes the patches, one on the other in the order of mainline. What does not apply there is left out; it may apply on one that goes before, though it does not on the branch as it is.</summary>
    /// <param name="plan">What is due for the branch.</param>
    /// <param name="signer">Who signs them off and sends them.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">git failed.</exception>
    public async Task<StablePatches> MakeAsync(StableSubmission plan, Mailbox signer, CancellationToken cancel)
    {
        using var open = desk.OpenIndex();
        if (open?.Index.Branches.FirstOrDefault(branch => !branch.IsMainline && branch.Short == plan.Branch) is not { } facts) return new(plan.Branch, signer, [], [.. plan.Lines]);
        var (tip, made, left) = (facts.Tip, ImmutableArray.CreateBuilder<StablePatch>(), ImmutableArray.CreateBuilder<StableSubmissionLine>());
        foreach (var line in plan.Lines)
        {
            var commit = line.Entry.Where!.Commit;
            var room = new GitRoom { Committer = new(signer.Name, signer.Address), Author = new(commit.Author.Name, commit.Author.Address), CommittedAt = clock.GetUtcNow() };
            if (await Backport.PickAsync((open.Repository, room), commit.Id, tip, message => BackportMessage.Write(message, commit.Id, signer), cancel) is not { } picked)
            {
                left.Add(line);
                continue;
            }

            made.Add(new(line.Entry, await Backport.FormatAsync(open.Repository, picked, cancel)));
            tip = picked;
        }

        return new(plan.Branch, signer, made.ToImmutable(), left.ToImmutable());
    }

    /// <summary>Writes the mails and notes that their fixes were submitted.</summary>
    /// <returns>False where there is none, or they were written before.</returns>
    public async Task<bool> RunAsync(StoredProject project, Profile profile, StablePatches patches, string by, CancellationToken cancel)
    {
        if (patches.Made.IsEmpty) return false;
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await StableTravel.NoteAsync(write, patches.Made.Select(static patch => patch.Entry), new(patches.Branch, StableMarkKind.Submitted, "", by, clock.GetUtcNow()), cancel);
        if (!await outbox.PutThreadAsync(write, Letters(profile, patches, project), cancel)) return false;
        await write.CommitAsideAsync(cancel);
        return true;
    }

    /// <summary>The mails: a patch alone, or a cover letter and the patches.</summary>
    public static ImmutableArray<OutgoingLetter> Letters(Profile profile, StablePatches patches, StoredProject project)
    {
        var count = patches.Made.Length;
        var letters = ImmutableArray.CreateBuilder<OutgoingLetter>();
        // The same fixes for the same branch are sent once, however often this runs.
        var key = $"stable-patches/{project.Name}/{patches.Branch}/{string.Join('+', patches.Made.Select(static patch => patch.Entry.Commit.Short))}";
        var plain = new OutgoingLetter
        {
            Key = key, To = [new("", profile.Stable!.NeverInDescription)], Cc = StableSubmitStep.ListsOf(profile), Subject = "", Text = "", Project = project.Id, Automatic = AutoSubmitted.No,
            FromName = patches.Signer.Name.Length > 0 ? patches.Signer.Name : null, ReplyTo = patches.Signer,
        };
        if (count > 1) letters.Add(plain with { Subject = $"{Prefix(patches.Branch, 0, count)} {profile.Title}: {count} fixes for {patches.Branch}", Text = Cover(patches) });
        for (var i = 0; i < count; i++)
        {
            var (fix, author) = (patches.Made[i].Entry, patches.Made[i].Entry.Where!.Commit.Author);
            letters.Add(plain with
            {
                Key = count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{key}/{i + 1}") : key, Subject = $"{Prefix(patches.Branch, i + 1, count)} {fix.Where!.Commit.Title}",
                Text = $"From: {author.Name} <{author.Address}>\n\n{patches.Made[i].Body}", Cc = [.. plain.Cc, author],
            });
        }

        return letters.ToImmutable();
    }

    private static string Prefix(string branch, int number, int count) => count > 1 ? string.Create(CultureInfo.InvariantCulture, $"[PATCH {branch} {number}/{count}]") : $"[PATCH {branch}]";

    private static string Cover(StablePatches patches)
    {
        var text = new StringBuilder($"Hello,\n\nplease queue up these fixes for {patches.Branch}. They are in mainline, and apply in this order.\n\n");
        foreach (var patch in patches.Made) text.Append("  ").Append(StableWords.Name(patch.Entry.Where!.Commit)).Append(", in mainline ").Append(StableWords.Since(patch.Entry.Where.Mainline?.Release)).Append('\n');
        return text.Append("\nThank you.\n").ToString();
    }
}

/// <summary>Patches for a stable branch.</summary>
/// <param name="Branch">The branch, e.g. <c>6.6</c>.</param>
/// <param name="Signer">Who signs them off and sends them.</param>
/// <param name="Made">The patches, in order.</param>
/// <param name="Left">What does not apply.</param>
public sealed record StablePatches(string Branch, Mailbox Signer, ImmutableArray<StablePatch> Made, ImmutableArray<StableSubmissionLine> Left);

/// <summary>A patch for a stable branch.</summary>
/// <param name="Entry">The fix.</param>
/// <param name="Body">Its mail below the subject: the message, the files, the diff.</param>
public sealed record StablePatch(StableEntry Entry, string Body);
