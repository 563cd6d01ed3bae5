using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Policy;

namespace Tributary.Server;

/// <summary>Gathers what rules of delegation ask of a series: from what is kept of its messages, and from their mail where that is not enough.</summary>
internal static class DelegationReading
{
    /// <summary>Of a series with more patches than this only the first are read for lines and lists.</summary>
    public const int MostMails = 100;

    // What is kept of a message names so many paths at most; beyond, its mail is read.
    private const int KeptPaths = 32;

    /// <summary>True when what is kept of the patches is not enough for the rules.</summary>
    public static bool NeedsMail(DelegationRules rules, IEnumerable<ThreadMember> patches) =>
        rules.NeedsMail || (rules.Rules.Any(rule => !rule.Paths.IsEmpty) && patches.Any(patch => patch.Files.Length >= KeptPaths));

    /// <summary>What the rules ask.</summary>
    /// <param name="prefix">The words of the series' prefix.</param>
    /// <param name="patches">What is kept of its patches.</param>
    /// <param name="mails">The bytes of their mails, where they are needed; else none.</param>
    public static DelegationFacts Gather(ImmutableArray<string> prefix, IEnumerable<ThreadMember> patches, IEnumerable<ReadOnlyMemory<byte>> mails)
    {
        var (paths, lists) = (new SortedSet<string>(patches.SelectMany(patch => patch.Files), StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        var (added, removed) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var bytes in mails)
        {
            var message = MessageReader.Read(bytes);
            var mail = PatchMail.Read(message);
            paths.UnionWith(mail.Files.Select(file => file.Path));
            lists.UnionWith(message.ListIds.Concat(message.To.Concat(message.Cc).Select(mailbox => mailbox.Address)).Select(name => name.ToLowerInvariant()));
            foreach (var line in DiffText.Read(mail.Diff).Lines)
            {
                if (line.Sign == '+') added.Add(line.Text);
                else if (line.Sign == '-') removed.Add(line.Text);
            }
        }

        string[] words = [.. prefix.SelectMany(tag => tag.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        return new() { Prefix = [.. words], Paths = [.. paths], Lists = [.. lists], Added = added.ToImmutable(), Removed = removed.ToImmutable() };
    }
}
