using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Makes the mboxes and diffs that Patchwork hands out.</summary>
internal sealed class PatchworkMboxes(SubmissionQueries submissions, ProjectNames names)
{
    /// <summary>The mbox of some messages of a project, piece by piece: a long series does not stand in memory at once.</summary>
    /// <param name="project">The project's id.</param>
    /// <param name="messages">The messages' numbers in the database, in order.</param>
    /// <param name="cancel">Ends it early.</param>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> WriteAsync(long project, IReadOnlyCollection<long> messages, [EnumeratorCancellation] CancellationToken cancel)
    {
        var lists = await ListAddressesAsync(project, cancel);
        var isFirst = true;
        await foreach (var submission in submissions.StreamAsync(project, messages, cancel))
        {
            if (!isFirst) yield return "\n"u8.ToArray();
            isFirst = false;
            yield return Compose(submission, lists).Write();
        }
    }

    /// <summary>The diff of a patch, empty where it has none (a pull request); null when the message is gone.</summary>
    public async Task<string?> FindDiffAsync(SubmissionPlace place, CancellationToken cancel)
    {
        await foreach (var submission in submissions.StreamAsync(place.Project, [place.Message], cancel))
        {
            var message = MessageReader.Read(submission.Raw);
            return PatchworkText.Of(message, PatchMail.Read(message)).Diff ?? "";
        }

        return null;
    }

    private static PatchworkMbox Compose(Submission submission, ImmutableArray<string> lists)
    {
        var message = MessageReader.Read(submission.Raw);
        return new()
        {
            Message = message,
            Mail = PatchMail.Read(message),
            Number = submission.Number,
            Submitter = submission.Submitter,
            DelegateAddress = submission.DelegateAddress,
            ListAddresses = lists,
            Replies = [.. submission.Replies.Select(TextOf)],
            TagsFromCover = submission.TagsFromElsewhere,
        };
    }

    private static string TextOf(ReadOnlyMemory<byte> raw)
    {
        var message = MessageReader.Read(raw);
        return PatchworkText.Of(message, PatchMail.Read(message)).Content;
    }

    private async Task<ImmutableArray<string>> ListAddressesAsync(long project, CancellationToken cancel) =>
        await names.FindAsync(project, cancel) is { } stored && names.FindProfile(stored) is { } profile ? [.. profile.Lists.Select(list => list.Address)] : [];
}
