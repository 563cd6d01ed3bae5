using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Marks replies that ask by their header to be dealt with. What a person marked stays.</summary>
public sealed class CommentMarks(WriteTransaction write, long project)
{
    private static readonly RowTarget Rows = new("comment_marks", "project:n message:n addressed:n", "on conflict (project, message) do nothing");

    /// <summary>Marks those of the messages that ask for it; call it when they come.</summary>
    public async Task AskAsync(IEnumerable<StoredMember> arrived, CancellationToken cancel)
    {
        var rows = write.Write(Rows);
        foreach (var message in arrived)
        {
            if (message.Member is { Kind: MailKind.Reply, Hints.NeedsAction: true }) rows.Add(project).Add(message.Id).Add(0L).EndRow();
        }

        await rows.FlushAsync(cancel);
    }
}
