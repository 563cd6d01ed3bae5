using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>
/// What is odd about the message being read. Each code is noted once, at its first place, so that a hostile mail cannot fill
/// the memory with notes.
/// </summary>
internal sealed class DefectNotes
{
    private List<MailDefect>? _defects;

    /// <summary>Notes a defect, unless one of its code was noted before.</summary>
    public void Add(string code, string detail)
    {
        _defects ??= [];
        foreach (var defect in _defects)
        {
            if (defect.Code == code) return;
        }

        _defects.Add(new(code, detail));
    }

    /// <summary>What was noted, in order.</summary>
    public ImmutableArray<MailDefect> ToImmutable() => _defects is null ? [] : [.. _defects];
}
