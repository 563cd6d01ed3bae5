using Tributary.Patches;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary>One series for people: what it is, its cover letter, patches with their tags, versions with the evidence, the thread as a tree.</summary>
internal static class SeriesSheet
{
    // A thread that wanders further to the right than this is drawn at this depth.
    private const int DeepestShown = 12;

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="detail">The series.</param>
    /// <param name="cover">The text of the cover letter, or null.</param>
    public static void Write(TextWriter output, SeriesDetail detail, string? cover)
    {
        WriteHead(output, detail.Summary);
        if (!string.IsNullOrWhiteSpace(cover)) output.Write($"\n{TerminalText.Block(cover)}\n");
        WritePatches(output, detail);
        WriteVersions(output, "Earlier versions", detail.Earlier);
        WriteVersions(output, "Later versions", detail.Later);
        WriteThread(output, detail.Thread);
    }

    private static void WriteHead(TextWriter output, SeriesSummary line)
    {
        output.WriteLine($"{line.Id}  {TerminalText.Line(line.Name)}{(line.Version > 1 ? $"  (v{line.Version})" : "")}");
        output.WriteLine($"From:      {TerminalText.Person(PersonView.From(line.Submitter))}");
        output.WriteLine($"Sent:      {TerminalText.Time(line.Date)}, last activity {TerminalText.Time(line.LastActivity)}, {Count(line.Replies, "reply", "replies")}");
        output.WriteLine($"State:     {line.State.Slug}{(line.SupersededBy is { } later ? $" by {later}" : "")}");
        if (line.Tree is not null || !line.IsPullRequest) output.WriteLine($"Tree:      {TerminalText.Line(line.Tree ?? "none")}: {TerminalText.Line(line.TreeReason)}");
        if (line.Delegate is { } person) output.WriteLine($"Delegate:  {TerminalText.Line(person)}");
        if (line.Clock.Since is { } since)
            output.WriteLine($"Next move: {line.Clock.Owes.Slug}, since {TerminalText.Time(since)}{(line.Clock.DueAt is { } due ? $", promised until {TerminalText.Time(due)}{(line.Clock.IsOverdue(TimeProvider.System.GetUtcNow()) ? ": overdue" : "")}" : "")}");
        output.WriteLine($"Patches:   {line.Received} of {line.Total}{(line.IsComplete ? "" : ", incomplete")}{(line.IsPullRequest ? ", a pull request" : "")}");
        output.WriteLine($"Head:      {TerminalText.Line(line.Head.Value)}");
    }

    private static void WritePatches(TextWriter output, SeriesDetail detail)
    {
        if (detail.Patches.IsEmpty) return;
        output.WriteLine("\nPatches");
        foreach (var patch in detail.Patches)
        {
            output.WriteLine($"  {patch.Number,3}  {TerminalText.Line(patch.Name)}{(patch.State == detail.Summary.State ? "" : $"  [{patch.State.Slug}]")}");
            output.WriteLine($"       {TerminalText.Line(patch.Message.Value)}");
            if (patch.CommitRef is { } commit) output.WriteLine($"       commit {TerminalText.Line(commit)}");
            foreach (var tag in patch.Tags) output.WriteLine($"       {TerminalText.Line($"{tag.Trailer.Key}: {tag.Trailer.Value}")}");
        }
    }

    private static void WriteVersions(TextWriter output, string title, IReadOnlyCollection<VersionLink> links)
    {
        if (links.Count == 0) return;
        output.WriteLine($"\n{title}");
        foreach (var link in links)
        {
            output.WriteLine($"  {link.Id}  v{link.Version}  {TerminalText.Time(link.Date)}  {TerminalText.Line(link.Name)}");
            output.WriteLine($"       {TerminalText.Line(link.Evidence)}: {TerminalText.Line(link.Reason)}");
        }
    }

    private static void WriteThread(TextWriter output, IReadOnlyCollection<ThreadEntry> thread)
    {
        if (thread.Count == 0) return;
        output.WriteLine("\nThread");
        foreach (var entry in thread)
        {
            var indent = new string(' ', 2 + (Math.Min(entry.Depth, DeepestShown) * 2));
            var name = entry.From.Name.Length > 0 ? entry.From.Name : entry.From.Address;
            output.WriteLine($"{indent}{TerminalText.Time(entry.Date)}  {TerminalText.Line(name)}  {TerminalText.Line(entry.Subject)}");
        }
    }

    private static string Count(int number, string one, string many) => $"{number} {(number == 1 ? one : many)}";
}
