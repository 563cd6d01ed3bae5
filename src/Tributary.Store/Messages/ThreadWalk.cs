using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Store;

/// <summary>Walks from message to message of a thread, by the ids that they bear and answer.</summary>
internal sealed class ThreadWalk
{
    private readonly HashSet<MessageId> ids = [];
    private readonly Queue<MessageId> next = new();

    // Those that share a key but no id yet: they link to a message of the thread, or answer one that is reached later.
    private readonly Dictionary<long, LoadedMail> aside = [];

    /// <summary>The messages found, by number.</summary>
    public Dictionary<long, ThreadMail> Found { get; } = [];

    /// <summary>True for a message that was loaded before.</summary>
    public bool Knows(long number) => Found.ContainsKey(number) || aside.ContainsKey(number);

    /// <summary>Takes the messages where the walk begins.</summary>
    public void Begin(IEnumerable<LoadedMail> mails)
    {
        foreach (var mail in mails) Take(mail);
    }

    /// <summary>Takes those of the messages that bear or answer an id of the thread.</summary>
    public void Join(IEnumerable<LoadedMail> mails)
    {
        foreach (var mail in mails) aside.Add(mail.Mail.Number, mail);
        while (aside.Values.Where(IsOfThread).ToList() is { Count: > 0 } near)
        {
            foreach (var mail in near)
            {
                aside.Remove(mail.Mail.Number);
                Take(mail);
            }
        }
    }

    /// <summary>The next ids to look for; each is given once.</summary>
    public List<MessageId> TakeIds(int most)
    {
        var taken = new List<MessageId>();
        while (taken.Count < most && next.TryDequeue(out var id)) taken.Add(id);
        return taken;
    }

    private bool IsOfThread(LoadedMail mail) => ids.Contains(mail.Mail.Id) || mail.Ancestors.Any(ids.Contains);

    private void Take(LoadedMail mail)
    {
        if (!Found.TryAdd(mail.Mail.Number, mail.Mail)) return;
        foreach (var id in mail.Ancestors.Add(mail.Mail.Id))
        {
            if (ids.Add(id)) next.Enqueue(id);
        }
    }
}

/// <summary>A message with what it answers.</summary>
internal sealed record LoadedMail(ThreadMail Mail, ImmutableArray<MessageId> Ancestors);
