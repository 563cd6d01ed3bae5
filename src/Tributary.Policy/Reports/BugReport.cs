using System.Collections.Immutable;
using System.Text;
using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>A report of a bug, before it is a mail.</summary>
public sealed record BugReport
{
    private const int LongestSubject = 100;
    private const int LongestTraceInMail = 200;

    /// <summary>What the reporter says, and nothing else.</summary>
    public string Description { get; init; } = "";

    /// <summary>The subject that the reporter gave, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The first splat of the log, or null.</summary>
    public Splat? Splat { get; init; }

    /// <summary>The trace with files and lines, where it could be decoded.</summary>
    public string? DecodedTrace { get; init; }

    /// <summary>What is named of BPF.</summary>
    public BpfNames Names { get; init; } = new([], [], [], []);

    /// <summary>The commit that broke it, or null.</summary>
    public Culprit? Culprit { get; init; }

    /// <summary>Lines of the kernel's configuration.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Versions: kernel, tools.</summary>
    public ImmutableArray<string> Versions { get; init; } = [];

    /// <summary>True for LLVM's back end (LLV-3).</summary>
    public bool IsOfLlvm { get; init; }

    /// <summary>The subject: what the reporter says, else the splat's title, with the prefix of the profile.</summary>
    /// <param name="values">The profile's.</param>
    public string Subject(ReportingValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var title = Title ?? Splat?.Title ?? Description.Split('\n', 2)[0].Trim();
        if (title.Length == 0) title = "something is wrong";
        if (title.Length > LongestSubject) title = title[..LongestSubject].TrimEnd() + "…";
        return $"[BUG] {(IsOfLlvm ? "llvm: " : values.Prefix.Length > 0 ? values.Prefix + ": " : "")}{title}";
    }

    /// <summary>The body.</summary>
    public string Body()
    {
        var body = new StringBuilder();
        Add(body, Description.Trim());
        if (Culprit is { } culprit) Add(body, $"The commit that broke it:\n{culprit.Id[..Math.Min(12, culprit.Id.Length)]} (\"{culprit.Title}\")");
        Add(body, string.Join('\n', Names.Describe()));
        Add(body, string.Join('\n', Versions));
        Add(body, Options.IsEmpty ? "" : $"Configuration:\n{string.Join('\n', Options)}");
        if (Splat is { } splat) Add(body, DecodedTrace?.Trim('\n') ?? string.Join('\n', splat.Lines.Take(LongestTraceInMail)));
        return body.ToString().TrimEnd('\n') + "\n";
    }

    private static void Add(StringBuilder body, string part)
    {
        if (part.Length > 0) body.Append(part).Append("\n\n");
    }
}

/// <summary>The commit that broke it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="People">Its author, and who signed it off or reviewed it (BUG-3).</param>
public sealed record Culprit(string Id, string Title, ImmutableArray<Mailbox> People);
