using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What is applied: patches with their trailers, and the merge commit's message.</summary>
public sealed record ApplyPlan
{
    /// <summary>The series.</summary>
    public required SeriesDetail Detail { get; init; }

    /// <summary>The patches that are meant, in order.</summary>
    public required ImmutableArray<PlannedPatch> Patches { get; init; }

    /// <summary>The message of the merge commit (SER-2); null where one patch goes in as it is.</summary>
    public string? MergeMessage { get; init; }

    /// <summary>The message ids of what it depends on.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>The commit that it says it was made on, or null.</summary>
    public string? BaseCommit { get; init; }

    /// <summary>What is to be done about LLVM when it adds an instruction to BPF (REQ-7, LLV-6); else null.</summary>
    public string? Reminder { get; init; }

    /// <summary>The files that the patches touch.</summary>
    public ImmutableArray<string> Paths => [.. Patches.SelectMany(static patch => patch.Mail.Paths).Distinct(StringComparer.Ordinal)];

    /// <summary>The patches as mails for git.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Mails => [.. Patches.Select(static patch => patch.Mail.ToMail(patch.Message.ToString(), patch.Row.Message.Value))];
}

/// <summary>A patch that is applied.</summary>
/// <param name="Row">Its place in the series.</param>
/// <param name="Mail">As git reads it.</param>
/// <param name="Message">Its message, with the trailers that it gets.</param>
public sealed record PlannedPatch(SeriesPatchRow Row, MailPatch Mail, AmMessage Message);
