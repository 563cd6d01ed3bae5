using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>A diff that was found in a text.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Text">The diff alone: text between its files and after it is left out.</param>
/// <param name="Files">What it does to which files.</param>
/// <param name="Other">What stands between its files and after it, without signature and list footer.</param>
/// <param name="IsDamaged">True when hunks do not hold the lines that they announce (a mail program wrapped or cut them).</param>
internal sealed record DiffReading(int Start, string Text, ImmutableArray<DiffFile> Files, string Other, bool IsDamaged);
