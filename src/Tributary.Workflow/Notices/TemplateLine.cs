using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>A line of a template.</summary>
internal sealed record TemplateLine(TemplateLineKind Kind)
{
    /// <summary>The name of a section.</summary>
    public string Name { get; init; } = "";

    /// <summary>The place of the line that ends a section.</summary>
    public int End { get; init; }

    /// <summary>The pieces of a line of text.</summary>
    public ImmutableArray<TemplatePiece> Pieces { get; init; } = [];
}

/// <summary>A piece of a line.</summary>
/// <param name="Text">A text, or the name of one.</param>
/// <param name="IsName">It is a name.</param>
internal readonly record struct TemplatePiece(string Text, bool IsName);

/// <summary>Kinds of lines.</summary>
internal enum TemplateLineKind
{
    /// <summary>Text with names in it.</summary>
    Text,

    /// <summary>Begins lines that are there where something is not empty.</summary>
    If,

    /// <summary>Begins lines that are there once for each of a list.</summary>
    Each,

    /// <summary>Ends a section.</summary>
    End,
}
