using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Policy;

namespace Tributary.Server;

/// <summary>Takes in a message that just arrived: safely stored, once for each project whose list it came by.</summary>
/// <param name="projects">The projects with their profiles.</param>
/// <param name="write">Writes a source into a project, and returns when that is on the disk.</param>
public sealed class LiveMail(
    ImmutableArray<(ImportTarget Target, Profile Profile)> projects, Func<ImportTarget, IMailSource, CancellationToken, Task<ImportReport>> write)
{
    /// <summary>Stores a message. When it throws, nobody may be told that the message was taken; the same again counts as a duplicate.</summary>
    /// <param name="raw">The message, with or without a From_ line before it.</param>
    /// <param name="named">The projects that somebody named; null to go by its lists.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>What became of it, a project; empty when it came by none of their lists and is not kept.</returns>
    public async Task<ImmutableArray<LiveOutcome>> TakeAsync(ReadOnlyMemory<byte> raw, ImmutableArray<ImportTarget>? named, CancellationToken cancel)
    {
        var message = MessageReader.Read(LiveSource.WithoutEnvelope(raw));
        // What cannot be read is kept by the first one, in quarantine with the reason.
        var targets = named ?? (message.Unreadable is null ? LiveRouting.Choose(message, projects) : [projects[0].Target]);
        var outcomes = ImmutableArray.CreateBuilder<LiveOutcome>(targets.Length);
        foreach (var target in targets) outcomes.Add(new(target.Project, await write(target, new LiveSource(raw), cancel)));
        return outcomes.DrainToImmutable();
    }
}

/// <summary>What became of a message in a project.</summary>
/// <param name="Project">The project's link name.</param>
/// <param name="Report">The counts.</param>
public sealed record LiveOutcome(string Project, ImportReport Report);
