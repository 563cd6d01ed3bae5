namespace Tributary.Patches;

/// <summary>That a series is a later version of another, and why we think so.</summary>
/// <param name="Earlier">The index of the earlier series.</param>
/// <param name="Evidence">The kind of evidence.</param>
/// <param name="Reason">The sentence that says it.</param>
internal readonly record struct VersionLink(int Earlier, string Evidence, string Reason);
