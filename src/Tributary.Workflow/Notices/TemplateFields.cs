using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>What a template may name.</summary>
/// <param name="Texts">Names that stand for a text.</param>
/// <param name="Lists">Names of lists, each with the names that stand for a text in a line of it.</param>
public sealed record TemplateFields(ImmutableArray<string> Texts, ImmutableSortedDictionary<string, ImmutableArray<string>> Lists);

/// <summary>What a template's names stand for.</summary>
/// <param name="Texts">Texts by name; one that is absent is empty.</param>
/// <param name="Lists">Lists by name.</param>
public sealed record TemplateValues(
    ImmutableDictionary<string, string> Texts, ImmutableDictionary<string, ImmutableArray<ImmutableDictionary<string, string>>> Lists);
