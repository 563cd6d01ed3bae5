namespace Tributary.Store;

/// <summary>The mails of a batch that bear one Message-Id.</summary>
/// <param name="messageId">The id, cleaned.</param>
internal sealed class ArrivingMessage(string messageId)
{
    private readonly List<NewMessage> versions = [];

    /// <summary>The id, cleaned.</summary>
    public string MessageId => messageId;

    /// <summary>How many mails there are, those with the same bytes too.</summary>
    public int Mails { get; private set; }

    /// <summary>Mails with different bytes; the canonical one first: earliest date, then smallest digest.</summary>
    public IReadOnlyList<NewMessage> Versions => versions;

    /// <summary>What the store knows of it, or null.</summary>
    public KnownMessage? Known { get; set; }

    /// <summary>Its number.</summary>
    public long Id { get; set; }

    /// <summary>Adds a mail.</summary>
    public void Add(NewMessage mail)
    {
        Mails++;
        var at = 0;
        foreach (var version in versions)
        {
            var order = Compare(mail, version);
            if (order == 0) return;
            if (order > 0) at++;
        }

        versions.Insert(at, mail);
    }

    /// <summary>Which of two mails under one Message-Id is canonical: the lesser one.</summary>
    public static int Compare(NewMessage left, NewMessage right)
    {
        var byDate = left.Member!.Date.CompareTo(right.Member!.Date);
        return byDate != 0 ? byDate : left.Digest.Span.SequenceCompareTo(right.Digest.Span);
    }
}
