using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What the page of a project's letters shows.</summary>
/// <param name="Project">The project.</param>
/// <param name="Kinds">All kinds, as the project wants them.</param>
public sealed record LettersModel(StoredProject Project, ImmutableArray<NoticeSettings> Kinds)
{
    /// <summary>The kind that is changed or tried.</summary>
    public NoticeKind Chosen { get; init; }

    /// <summary>The text in the form of that kind; null: what stands.</summary>
    public string? Draft { get; init; }

    /// <summary>The series on which it is tried, as it was written.</summary>
    public string Series { get; init; } = "";

    /// <summary>The letter as it would be; null: none was asked for.</summary>
    public NoticePreview? Preview { get; init; }

    /// <summary>The settings of the chosen kind.</summary>
    public NoticeSettings Settings => Kinds.First(one => one.Kind == Chosen);
}

/// <summary>A project's letters as data.</summary>
/// <param name="Project">The project's link name.</param>
/// <param name="Kinds">The kinds.</param>
/// <param name="Preview">The letter that was tried, or null.</param>
public sealed record LettersView(string Project, IEnumerable<LetterKindView> Kinds, NoticePreview? Preview)
{
    /// <summary>The data of a page.</summary>
    public static LettersView From(LettersModel model) => new(model.Project.Name, model.Kinds.Select(LetterKindView.From), model.Preview);
}

/// <summary>A kind of letters as data.</summary>
/// <param name="Kind">Its slug.</param>
/// <param name="Title">When such a letter is written.</param>
/// <param name="On">They are written.</param>
/// <param name="Own">The template is the project's own.</param>
/// <param name="Template">The template.</param>
/// <param name="Fields">What it may name.</param>
/// <param name="Lists">The lists that it may go through, with what a line of each may name.</param>
public sealed record LetterKindView(
    string Kind, string Title, bool On, bool Own, string Template, ImmutableArray<string> Fields, IReadOnlyDictionary<string, ImmutableArray<string>> Lists)
{
    /// <summary>The data of a kind.</summary>
    public static LetterKindView From(NoticeSettings one) => new(one.Kind.Slug, one.Kind.Title, one.IsOn, one.IsOwn, one.Text, one.Kind.Fields.Texts, one.Kind.Fields.Lists);
}
