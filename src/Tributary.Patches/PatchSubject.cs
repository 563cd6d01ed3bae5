using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>A subject taken apart: <c>Re: [PATCH bpf-next v3 2/7] bpf: a title</c> in all the forms people send.</summary>
public sealed record PatchSubject
{
    /// <summary>The subject as it was.</summary>
    public required string Raw { get; init; }

    /// <summary>True when it begins with Re:, AW:, SV:, 回复: and the like.</summary>
    public bool IsReply { get; init; }

    /// <summary>True when it begins with Fwd:, 转发: and the like.</summary>
    public bool IsForward { get; init; }

    /// <summary>True when it asks to pull: <c>[GIT PULL]</c>, <c>pull-request: bpf-next 2024-11-14</c> (TREE-4).</summary>
    public bool IsPull { get; init; }

    /// <summary>True when a bracket says PATCHSET: a cover letter that may go without 0/N.</summary>
    public bool IsPatchSet { get; init; }

    /// <summary>True when a bracket holds the word PATCH (or PATCHSET, PATCHv2 …), or is a bracket that only patches bear.</summary>
    public bool SaysPatch { get; init; }

    /// <summary>
    /// The words of the leading brackets without PATCH, version and number, in order, as written: trees, RFC, RESEND,
    /// names of areas. A list's own bracket (<c>[Bug 1234]</c>) is not among them.
    /// </summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The version: 1 unless given; 5 for <c>v5.1</c>.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The part behind the dot of <c>v5.1</c>, which replaces single patches of v5; 0 otherwise.</summary>
    public int MinorVersion { get; init; }

    /// <summary>True when the subject gives a version.</summary>
    public bool HasVersion { get; init; }

    /// <summary>The 2 of <c>2/7</c> (0 for a cover letter), or null.</summary>
    public int? Number { get; init; }

    /// <summary>The 7 of <c>2/7</c>, or null.</summary>
    public int? Total { get; init; }

    /// <summary>True when a tag says RFC.</summary>
    public bool IsRfc { get; init; }

    /// <summary>True when a tag says RESEND or REPOST.</summary>
    public bool IsResend { get; init; }

    /// <summary>What follows the brackets, without Re:, trimmed.</summary>
    public string Title { get; init; } = "";

    /// <summary>
    /// Title with its prefix without PATCH, as Patchwork has it: <c>[bpf-next,v3,2/7] bpf: a title</c>; the bare title where no
    /// words are left.
    /// </summary>
    public string Name { get; init; } = "";

    /// <summary>Takes a subject apart; any text will do.</summary>
    /// <param name="subject">A subject, decoded, one line.</param>
    public static PatchSubject Parse(string subject) => SubjectReader.Read(subject);
}
