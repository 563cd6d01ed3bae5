using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>Whom To and Cc name, read when it is asked for: an import never does.</summary>
internal sealed class Recipients
{
    private readonly HeaderFields _fields;
    private readonly MailLimits _limits;
    private ImmutableArray<Mailbox> _to;
    private ImmutableArray<Mailbox> _cc;

    /// <summary>For the fields of a message; where there may be more addresses than are read, they are read at once, so that it is noted.</summary>
    public Recipients(HeaderFields fields, MailLimits limits, DefectNotes notes)
    {
        (_fields, _limits) = (fields, limits);
        var senders = new SenderReader(fields, limits, notes);
        if (MostIn("to"u8) >= limits.Addresses) _to = senders.ReadAll("to"u8);
        if (MostIn("cc"u8) >= limits.Addresses) _cc = senders.ReadAll("cc"u8);
    }

    /// <summary>Everybody in To.</summary>
    public ImmutableArray<Mailbox> To => Get(ref _to, "to"u8);

    /// <summary>Everybody in Cc.</summary>
    public ImmutableArray<Mailbox> Cc => Get(ref _cc, "cc"u8);

    private ImmutableArray<Mailbox> Get(ref ImmutableArray<Mailbox> read, ReadOnlySpan<byte> name) =>
        read.IsDefault ? read = new SenderReader(_fields, _limits, new()).ReadAll(name) : read;

    // A comma or semicolon parts any two of a field.
    private int MostIn(ReadOnlySpan<byte> name)
    {
        var most = 0;
        for (var i = _fields.Find(name); i >= 0; i = _fields.Find(name, i + 1))
        {
            var value = _fields.All[i].RawValue;
            most += 1 + value.Count((byte)',') + value.Count((byte)';');
        }

        return most;
    }
}
