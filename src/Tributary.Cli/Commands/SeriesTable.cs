using Spectre.Console;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary>The queue as a table, with as many columns as the terminal has room for.</summary>
internal static class SeriesTable
{
    // Below these widths the name would have too little room left.
    private const int WidthOfAll = 120;
    private const int WidthOfSome = 80;

    // Characters of a name of a person or tree: a long one must not press the others together.
    private const int LongestWord = 20;

    /// <summary>Draws it.</summary>
    /// <returns>How many lines there were.</returns>
    public static int Write(TextWriter output, IReadOnlyCollection<SeriesSummary> lines) => Write(Terminal.On(output), lines);

    /// <summary>Draws it on a console.</summary>
    public static int Write(IAnsiConsole console, IReadOnlyCollection<SeriesSummary> lines)
    {
        if (lines.Count == 0) return 0;
        var columns = Columns(console.Profile.Width);
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column.Title, new Style(decoration: Decoration.Bold))) { NoWrap = !column.Wraps, Padding = new(0, 0, 2, 0) });
        foreach (var line in lines) table.AddRow(columns.Select(column => new Text(column.Text(line), column.Style(line))));
        console.Write(table);
        return lines.Count;
    }

    private static List<Column> Columns(int width)
    {
        var now = TimeProvider.System.GetUtcNow();
        var columns = new List<Column> { new("ID", line => line.Id.ToString()), new("Name", NameOf, Wraps: true), new("State", line => line.State.Slug, Colour: ColourOf) };
        if (width < WidthOfSome) return columns;
        columns.Add(new("Active", line => TerminalText.Time(line.LastActivity)[..10]));
        columns.Add(new("From", line => line.Submitter.Name.Length > 0 ? line.Submitter.Name : line.Submitter.Address));
        if (width < WidthOfAll) return columns;
        columns.Add(new("Next move", line => line.Clock.Owes is Owing.Nobody ? "" : line.Clock.IsOverdue(now) ? $"{line.Clock.Owes.Slug}, overdue" : line.Clock.Owes.Slug));
        columns.Add(new("Tree", line => line.Tree ?? ""));
        columns.Add(new("Here", line => line.IsPullRequest ? "pull" : $"{line.Received}/{line.Total}"));
        columns.Add(new("A/R/T", line => $"{line.Acked}/{line.Reviewed}/{line.Tested}"));
        columns.Add(new("Re", line => line.Replies == 0 ? "" : $"{line.Replies}"));
        columns.Add(new("Delegate", line => line.Delegate ?? ""));
        return columns;
    }

    private static string NameOf(SeriesSummary line) => line.Version > 1 ? $"{line.Name} (v{line.Version})" : line.Name;

    private static Color ColourOf(SeriesSummary line) => line.State switch
    {
        PatchState.Accepted or PatchState.Mainlined or PatchState.Queued => Color.Green,
        PatchState.ChangesRequested or PatchState.Rejected => Color.Red,
        PatchState.Superseded or PatchState.NotApplicable or PatchState.HandledElsewhere => Color.Grey,
        _ => Color.Default,
    };

    private sealed record Column(string Title, Func<SeriesSummary, string> Cell, bool Wraps = false, Func<SeriesSummary, Color>? Colour = null)
    {
        public string Text(SeriesSummary line)
        {
            var text = TerminalText.Line(Cell(line));
            if (Wraps || text.Length <= LongestWord) return text;
            var end = LongestWord - 1;
            return (char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + "…";
        }

        public Style Style(SeriesSummary line) => new(Colour?.Invoke(line));
    }
}
