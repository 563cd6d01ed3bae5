using System.Collections.Immutable;
using System.Text;

namespace Tributary.Mail;

/// <summary>The fields of a part, looked up by name.</summary>
internal readonly struct HeaderFields(ImmutableArray<MailHeader> fields)
{
    /// <summary>All of them, in order.</summary>
    public ImmutableArray<MailHeader> All => fields;

    /// <summary>The index of the first field of that name from <paramref name="from"/> on, or -1.</summary>
    /// <param name="name">The name in ASCII; case does not matter.</param>
    /// <param name="from">Where to begin.</param>
    public int Find(ReadOnlySpan<byte> name, int from = 0)
    {
        for (var i = from; i < fields.Length; i++)
        {
            if (fields[i].NameLength == name.Length && Ascii.EqualsIgnoreCase(fields[i].RawName, name)) return i;
        }

        return -1;
    }

    /// <summary>The first field of that name; false when there is none.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out MailHeader field)
    {
        var index = Find(name);
        field = index < 0 ? default : fields[index];
        return index >= 0;
    }

    /// <summary>The first field of that name, which may stand once: a second one is noted.</summary>
    public bool TryFindOnly(ReadOnlySpan<byte> name, DefectNotes notes, out MailHeader field)
    {
        var index = Find(name);
        field = index < 0 ? default : fields[index];
        if (index >= 0 && Find(name, index + 1) >= 0)
            notes.Add(DefectCode.HeaderDuplicated, $"{field.Name} stands more than once; the first is taken.");
        return index >= 0;
    }
}
