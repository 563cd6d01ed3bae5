using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>A program that the guest runs.</summary>
/// <param name="Name">Its name, by which results are found again.</param>
/// <param name="File">The file, or null where it isn't there: the guest says so.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record GuestProgram(string Name, string? File, ImmutableArray<string> Arguments)
{
    /// <summary>Why it was not built, where that is known: the guest says it in place of running it.</summary>
    public string? NotBuilt { get; init; }
}
