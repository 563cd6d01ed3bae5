using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>A trailer as it goes into a commit.</summary>
/// <param name="Key">The name as written, without the colon.</param>
/// <param name="Value">What follows, trimmed.</param>
/// <param name="Note">What stands behind it: <c># v1</c> on the same line, or <c>[for the net part]</c> on the next; else empty.</param>
public sealed record AmTrailer(string Key, string Value, string Note = "")
{
    private const string Fixes = "Fixes";

    /// <summary>The person it names, or nobody.</summary>
    public Mailbox Person
    {
        get
        {
            var open = Value.LastIndexOf('<');
            // Some forget to close the bracket.
            if (open >= 0) return new(Value[..open].Trim().Trim('"'), Value[(open + 1)..(Value.IndexOf('>', open) is > 0 and var close ? close : Value.Length)].Trim());
            return IsAddress(Value) ? new("", Value) : Mailbox.None;
        }
    }

    /// <summary>True when it names a person by an address, and no commit or page.</summary>
    public bool IsOfPerson => !IsUtility && Value.Split([' ', '\t', '<', '>', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries).Any(IsAddress);

    private bool IsUtility => Value.Contains("://", StringComparison.Ordinal) || AmRules.Utilities.Contains(Key);

    /// <summary>True when it says the same, whatever the case of its letters and its note.</summary>
    public bool Same(AmTrailer other) => Key.Equals(other.Key, StringComparison.OrdinalIgnoreCase) && Value.Equals(other.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when it says the same of the same person, by whatever address.</summary>
    public bool IsOfSamePerson(AmTrailer other) => IsOfPerson && Key.Equals(other.Key, StringComparison.OrdinalIgnoreCase) && Person.Name.Length > 0 && Person.Name.Equals(other.Person.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>With the bracket closed that somebody forgot to close behind his address.</summary>
    public AmTrailer Closed() => IsOfPerson && Value.LastIndexOf('<') is >= 0 and var open && Value.IndexOf('>', open) < 0 && IsAddress(Value[(open + 1)..]) ? this with { Value = Value + ">" } : this;

    /// <summary>Its line, or two where its note stands on the next.</summary>
    public override string ToString() => Note.Length == 0 ? $"{Key}: {Value}" : Note[0] == '#' ? $"{Key}: {Value} {Note}" : $"{Key}: {Value}\n{Note}";

    /// <summary>True when it names a commit that this one mends.</summary>
    public bool IsFixes => Key.Equals(Fixes, StringComparison.OrdinalIgnoreCase);

    private static bool IsAddress(string word)
    {
        var at = word.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && word.IndexOf('.', at) is var dot && dot > at + 1 && dot < word.Length - 1 && !word.Contains(' ', StringComparison.Ordinal);
    }
}
