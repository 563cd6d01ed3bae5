using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Policy;

namespace Tributary.Server;

/// <summary>Which projects a message that just arrived belongs to: those that read a list by which it came (SUB-1).</summary>
internal static class LiveRouting
{
    /// <summary>
    /// The projects whose lists it bears in List-Id; where it bears none, as a copy sent to the machine itself, those whose lists stand in
    /// To or Cc.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="projects">The projects with their profiles, the first one made first.</param>
    public static ImmutableArray<ImportTarget> Choose(Message message, ImmutableArray<(ImportTarget Target, Profile Profile)> projects)
    {
        ImmutableArray<ImportTarget> byList =
            [.. projects.Where(project => project.Profile.Lists.Any(list => message.ListIds.Contains(list.ListId))).Select(project => project.Target)];
        if (!byList.IsEmpty || !message.ListIds.IsEmpty) return byList;
        var addressed = message.To.Concat(message.Cc).Select(mailbox => mailbox.Key).ToHashSet(StringComparer.Ordinal);
        return [.. projects.Where(project => project.Profile.Lists.Any(list => addressed.Contains(list.Address))).Select(project => project.Target)];
    }

    /// <summary>The project that an address of an envelope names: by a list's address, or by a name of the project before the at sign; null if none.</summary>
    /// <param name="address">The recipient, without angle brackets.</param>
    /// <param name="projects">The projects with their profiles, the first one made first.</param>
    public static ImportTarget? FindByRecipient(string address, ImmutableArray<(ImportTarget Target, Profile Profile)> projects)
    {
        var named = projects.FirstOrDefault(project => project.Profile.Lists.Any(list => list.Address.Equals(address, StringComparison.OrdinalIgnoreCase)));
        if (named.Target is not null) return named.Target;
        // name+anything@host is delivered as name (RFC 5233's subaddress).
        var local = address.Split('@')[0].Split('+')[0];
        return projects.FirstOrDefault(project => project.Target.Project.Equals(local, StringComparison.OrdinalIgnoreCase)
            || project.Profile.Aliases.Contains(local, StringComparer.OrdinalIgnoreCase)).Target;
    }
}
