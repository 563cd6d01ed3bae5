using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>
/// Lists and relays put themselves in From so that DMARC does not refuse the mail (RFC 7960, 4.1.3.1):
/// <c>"X via bpf" &lt;bpf@vger.kernel.org&gt;</c>, <c>X via B4 Relay &lt;devnull+x.example.org@kernel.org&gt;</c>. This finds the author again.
/// </summary>
internal readonly struct ListRewriting(HeaderFields fields, SenderReader senders, DefectNotes notes)
{
    private const string Via = " via ";

    /// <summary>The author behind a rewritten From; <paramref name="from"/> itself when it was not rewritten.</summary>
    /// <param name="from">What From says.</param>
    /// <param name="listIds">The lists that the mail went through.</param>
    public Mailbox Restore(Mailbox from, ImmutableArray<string> listIds)
    {
        var via = from.Name.AsSpan().LastIndexOf(Via, StringComparison.OrdinalIgnoreCase);
        if (via <= 0 && !IsList(from.Address, listIds)) return from;
        var name = via > 0 ? from.Name[..via].Trim().Trim('\'', '"') : "";
        if (FindOriginal(from, name, listIds) is { } original)
        {
            var known = original.Name.Length > 0 && !IsVia(original.Name) ? original.Name : name;
            var restored = new Mailbox(known == original.Address ? "" : known, original.Address);
            notes.Add(DefectCode.FromRewritten, $"From was rewritten by {from.Address}; the author is {restored.Address}.");
            return restored;
        }

        if (via <= 0) return from;
        notes.Add(DefectCode.FromRewrittenUnknown, $"From was rewritten by {from.Address}; the author's address is not told.");
        return new Mailbox(name, from.Address);
    }

    private Mailbox? FindOriginal(Mailbox from, string name, ImmutableArray<string> listIds)
    {
        if (Other(senders.ReadFirst("x-original-from"u8), from) is { } first) return first;
        if (Other(senders.ReadFirst("original-from"u8), from) is { } second) return second;
        foreach (var reply in senders.ReadAll("reply-to"u8))
        {
            // A list adds itself to Reply-To, and a web service an address of its own.
            if (Other(reply, from) is { } answer && !IsList(answer.Address, listIds) && IsSamePerson(answer.Name, name)) return answer;
        }

        return Other(senders.ReadFirst("x-original-sender"u8), from) ?? Endpoint() ?? AddressInName(name) ?? InCopy(from, name);
    }

    // Mailman tells the author in Cc where answers are to go to the list.
    private Mailbox? InCopy(Mailbox from, string name) =>
        name.Length == 0 ? null : senders.ReadAll("cc"u8).FirstOrDefault(copy => Other(copy, from) is not null && copy.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsSamePerson(string replyName, string name)
    {
        if (replyName.Length == 0 || name.Length == 0) return true;
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return replyName.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => words.Contains(word, StringComparer.OrdinalIgnoreCase));
    }

    // X-Endpoint-Received: by B4 Relay for user@example.org/20240410 with auth_id=…
    private Mailbox? Endpoint()
    {
        if (!fields.TryFind("x-endpoint-received"u8, out var field)) return null;
        var words = field.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var address = words.FirstOrDefault(word => word.Contains('@', StringComparison.Ordinal));
        return address is null ? null : new Mailbox("", address.Split('/')[0]);
    }

    // ada@example.org via bpf
    private static Mailbox? AddressInName(string name) =>
        name.Contains('@', StringComparison.Ordinal) && !name.Contains(' ', StringComparison.Ordinal) ? new Mailbox("", name) : null;

    private static Mailbox? Other(Mailbox found, Mailbox from) =>
        found.Address.Contains('@', StringComparison.Ordinal) && found.Key != from.Key ? found : null;

    private static bool IsVia(string name) => name.Contains(Via, StringComparison.OrdinalIgnoreCase);

    // bpf@vger.kernel.org is the address of the list bpf.vger.kernel.org
    private static bool IsList(string address, ImmutableArray<string> listIds) =>
        listIds.Length > 0 && listIds.Contains(address.Replace('@', '.').ToLowerInvariant());
}
