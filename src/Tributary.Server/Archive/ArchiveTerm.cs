using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>One thing that a search asks for.</summary>
/// <param name="Field">Where.</param>
/// <param name="Text">What was written.</param>
/// <param name="IsBeginning">A star stood behind it: the last word need only begin so.</param>
internal sealed record ArchiveTerm(ArchiveField Field, string Text, bool IsBeginning)
{
    // Shorter names of blobs say too little.
    private const int ShortestBlob = 7;

    private readonly WordPhrase? phrase = WordPhrase.Of(Text, IsBeginning);

    /// <summary>The time that is asked for; of a date alone.</summary>
    public DateSpan Span { get; init; } = DateSpan.Ever;

    /// <summary>False if there is nothing in it to look for.</summary>
    public bool SaysSomething => Field switch
    {
        ArchiveField.Date => true,
        ArchiveField.BlobBefore or ArchiveField.BlobAfter or ArchiveField.Blob => Text.Length >= ShortestBlob,
        _ => phrase is not null,
    };

    /// <summary>The messages among which it is found.</summary>
    public QueryBounds Bound(Dialect dialect) => Field switch
    {
        ArchiveField.Anywhere => new(WordCondition.Anywhere(dialect, Text, IsBeginning), DateSpan.Ever, IsExact: true),
        ArchiveField.Subject => new(WordCondition.Subject(dialect, Text, IsBeginning), DateSpan.Ever, IsExact: true),
        ArchiveField.From => new(WordCondition.Sender(dialect, Text, IsBeginning), DateSpan.Ever, IsExact: true),
        ArchiveField.Date => new(WordCondition.Anything, Span, IsExact: true),
        ArchiveField.BlobBefore or ArchiveField.BlobAfter or ArchiveField.Blob => Indexed(WordCondition.Anywhere(dialect, Text[..ShortestBlob], isBeginning: true)),
        ArchiveField.ChangeId => Indexed(WordCondition.Anywhere(dialect, "change-id " + Text, IsBeginning)),
        ArchiveField.Body or ArchiveField.BodyOrSubject or ArchiveField.Unquoted or ArchiveField.Quoted or ArchiveField.Id or ArchiveField.ExactId or
            ArchiveField.Path or ArchiveField.Removed or ArchiveField.Added or ArchiveField.PatchId => Indexed(WordCondition.Anywhere(dialect, Text, IsBeginning)),
        _ => QueryBounds.Unknown,
    };

    /// <summary>Whether a message holds it.</summary>
    public bool IsIn(SearchedMail mail) => Field switch
    {
        ArchiveField.Date => Span.Holds(mail.Date),
        ArchiveField.ExactId => mail.Id == MessageId.Parse(Text),
        ArchiveField.BlobBefore or ArchiveField.BlobAfter or ArchiveField.Blob => mail.HasBlob(Field, Text),
        ArchiveField.ChangeId => WordPhrase.Of("change-id " + Text, IsBeginning)!.StandsIn(mail.LineOf(ArchiveField.Body)),
        ArchiveField.Anybody => IsOneOf(mail, ArchiveField.From, ArchiveField.To, ArchiveField.Cc),
        ArchiveField.ToOrCc => IsOneOf(mail, ArchiveField.To, ArchiveField.Cc),
        ArchiveField.BodyOrSubject => IsOneOf(mail, ArchiveField.Body, ArchiveField.Subject),
        _ => IsOneOf(mail, Field),
    };

    private bool IsOneOf(SearchedMail mail, params ReadOnlySpan<ArchiveField> fields)
    {
        foreach (var field in fields)
        {
            if (phrase!.StandsIn(mail.LineOf(field))) return true;
        }

        return false;
    }

    private static QueryBounds Indexed(WordCondition words) => new(words, DateSpan.Ever, IsExact: false);
}
