using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>Kinds of letters about series that are written to those who sent them.</summary>
public enum NoticeKind
{
    /// <summary>A tree has it (SUB-4).</summary>
    Accepted = 0,

    /// <summary>Of a mail command that was not carried out (SUB-5).</summary>
    CommandAnswer = 1,

    /// <summary>Its state is another.</summary>
    StateChanged = 2,

    /// <summary>A tree has it no more.</summary>
    Dropped = 3,

    /// <summary>It was put on hold, or taken off it.</summary>
    OnHold = 4,

    /// <summary>It came while the merge window is open (TREE-7).</summary>
    Window = 5,

    /// <summary>The selftests say something else of it than before (TST-1).</summary>
    LabVerdict = 6,
}

/// <summary>What is known of the kinds.</summary>
public static class NoticeKinds
{
    private static readonly ImmutableArray<string> Slugs = ["accepted", "command-answer", "state-changed", "dropped", "on-hold", "window", "lab-verdict"];

    private static readonly ImmutableArray<string> Titles =
        ["A tree has the series", "A mail command was not carried out", "The state of a series changed", "A tree dropped the series", "A series is on hold, or no longer", "A series came while the merge window is open", "The selftests say something else of a series"];

    private static readonly ImmutableArray<string> Common = ["submitter", "what", "name", "date", "project", "link", "refusal"];

    /// <summary>All of them.</summary>
    public static ImmutableArray<NoticeKind> All { get; } = [.. Enum.GetValues<NoticeKind>()];

    extension(NoticeKind kind)
    {
        /// <summary>The slug, e.g. <c>state-changed</c>.</summary>
        public string Slug => Slugs[(int)kind];

        /// <summary>When it is sent, for people.</summary>
        public string Title => Titles[(int)kind];

        /// <summary>True where it is sent unless a project says otherwise.</summary>
        public bool IsOnByItself => kind is NoticeKind.Accepted or NoticeKind.CommandAnswer;

        /// <summary>What a template of the kind may name.</summary>
        public TemplateFields Fields => kind switch
        {
            NoticeKind.Accepted => new([.. Common, "tree", "repository", "branch", "by", "quote"], ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("patches", ["patch", "commit", "commit-link"])),
            NoticeKind.Dropped => new([.. Common, "tree", "repository", "branch", "by", "why", "state"], ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty),
            NoticeKind.StateChanged => new([.. Common, "before", "after", "by"], ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty),
            NoticeKind.Window => new([.. Common, "tree", "release", "closes"], ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty),
            NoticeKind.OnHold => new([.. Common, "why", "by"], ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty),
            NoticeKind.LabVerdict => new([.. Common, "tree", "commit", "suites", "kernel", "verdict", "before", "says", "summary", "lacks", "run"], ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("tests", ["test", "why"])),
            _ => new(["submitter", "project", "link", "date", "bot", "words", "rights"], ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("commands", ["command", "reason"])),
        };
    }

    /// <summary>The kind of a slug.</summary>
    public static bool TryParse(string slug, out NoticeKind kind)
    {
        var index = Slugs.IndexOf(slug);
        kind = index < 0 ? NoticeKind.Accepted : (NoticeKind)index;
        return index >= 0;
    }
}
