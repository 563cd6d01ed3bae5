using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Which target a source file needs, and why (LLV-5).</summary>
/// <param name="Needs">What to compile it with.</param>
/// <param name="Reasons">Why, a sentence each, with the line it is read from.</param>
public sealed record SourceAdvice(NeededTarget Needs, ImmutableArray<SourceReason> Reasons);

/// <summary>A reason for a target.</summary>
/// <param name="Line">The line, from 1; 0 where no line says it.</param>
/// <param name="Asks">The target it asks for.</param>
/// <param name="Says">A sentence.</param>
public sealed record SourceReason(int Line, NeededTarget Asks, string Says);

/// <summary>The targets that a source may need.</summary>
public enum NeededTarget
{
    /// <summary><c>-target bpf</c> is advised; the native one would do.</summary>
    BpfAdvised,

    /// <summary><c>-target bpf</c> is a must.</summary>
    BpfRequired,

    /// <summary>The native target: it needs what the machine's headers have.</summary>
    Native,

    /// <summary>It asks for both at once: part it.</summary>
    Both,
}
