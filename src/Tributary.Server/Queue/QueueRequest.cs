using System.Globalization;
using System.Text;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What a queue's address asks for. Everything is optional; an empty field of the form is as good as none.</summary>
public sealed record QueueRequest
{
    /// <summary>The value of <see cref="State"/> that asks for every state.</summary>
    public const string AllStates = "all";

    /// <summary>The value of <see cref="Tree"/> that asks for series without a tree.</summary>
    public const string NoTree = "none";

    /// <summary>The value of <see cref="Select"/> that ticks all lines.</summary>
    public const string SelectAll = "all";

    /// <summary>A state's slug, <see cref="AllStates"/>, or nothing for what waits for a maintainer (SUB-5).</summary>
    public string? State { get; init; }

    /// <summary>A tree's name, or <see cref="NoTree"/>.</summary>
    public string? Tree { get; init; }

    /// <summary>Part of a submitter's name or address.</summary>
    public string? Submitter { get; init; }

    /// <summary>A username: who handles it.</summary>
    public string? Delegate { get; init; }

    /// <summary>Words of the name.</summary>
    public string? Q { get; init; }

    /// <summary>A tag that maintainers put on series.</summary>
    public string? Tag { get; init; }

    /// <summary>Who owes the next move: <c>maintainer</c>, <c>sender</c>, <c>ci</c> or <c>nobody</c>.</summary>
    public string? Owes { get; init; }

    /// <summary><c>yes</c>: only what a maintainer has owed for longer than is promised, the oldest promise first.</summary>
    public string? Overdue { get; init; }

    /// <summary><see cref="SelectAll"/> ticks every line of the page: what needs no script.</summary>
    public string? Select { get; init; }

    /// <summary>The last line of the page before: microseconds of its activity, a dash, its number.</summary>
    public string? After { get; init; }

    /// <summary>The first line of the page after, for going back; not together with <see cref="After"/>.</summary>
    public string? Before { get; init; }

    /// <summary>True when more than a state narrows the list.</summary>
    public bool IsNarrowed => Given(Tree) is not null || Given(Submitter) is not null || Given(Delegate) is not null || Given(Q) is not null || Given(Tag) is not null || AsksWhoOwes;

    private bool AsksWhoOwes => Given(Owes) is not null || Given(Overdue) is not null;

    /// <summary>The filter that it asks for.</summary>
    /// <param name="project">The project's id.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="now">The time at which a promise is kept or broken.</param>
    /// <returns>False when it names a state that does not exist, or somebody who can owe nothing.</returns>
    public bool TryRead(long project, DateTimeOffset now, out SeriesFilter filter)
    {
        var owes = Owing.Nobody;
        var isKnown = (Given(Owes) is not { } who || Owings.TryParse(who, out owes)) && Given(Overdue) is null or "yes" or "no";
        filter = new()
        {
            Project = project,
            Tree = Given(Tree) is { } tree ? (tree == NoTree ? "" : tree) : null,
            Submitter = Given(Submitter),
            Delegate = Given(Delegate),
            Text = Given(Q),
            Tag = Given(Tag)?.ToLowerInvariant(),
            Owes = Given(Owes) is null ? null : owes,
            OverdueAt = Given(Overdue) is "yes" ? now : null,
        };
        if (!isKnown) return false;
        // A respin that the sender owes waits for no maintainer.
        if (Given(State) is not { } word) filter = filter with { WaitingOnly = !AsksWhoOwes };
        else if (PatchStates.TryParse(word, out var state)) filter = filter with { State = state };
        else return word.Equals(AllStates, StringComparison.OrdinalIgnoreCase);
        return true;
    }

    /// <summary>The same request from the first page.</summary>
    public QueueRequest AtStart => this with { After = null, Before = null, Select = null };

    /// <summary>The line after which the page begins, or before which it ends; both null at the first page.</summary>
    /// <returns>False when the address names no place.</returns>
    public bool TryReadPlace(out SeriesCursor? after, out SeriesCursor? before)
    {
        before = null;
        return TryReadPlace(Given(After), out after) && TryReadPlace(Given(Before), out before) && (after is null || before is null);
    }

    /// <summary>The same request, its page beginning after a line.</summary>
    public QueueRequest Behind(SeriesSummary line) => AtStart with { After = PlaceOf(line) };

    /// <summary>The same request, its page ending before a line.</summary>
    public QueueRequest Ahead(SeriesSummary line) => AtStart with { Before = PlaceOf(line) };

    private static bool TryReadPlace(string? words, out SeriesCursor? place)
    {
        place = null;
        if (words is null) return true;
        var dash = words.LastIndexOf('-');
        if (dash < 1 || !long.TryParse(words.AsSpan(0, dash), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time)
            || !long.TryParse(words.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || time is < 0 or > 253_000_000_000_000_000) return false;
        place = new(DateTimeOffset.UnixEpoch.AddTicks(time * TimeSpan.TicksPerMicrosecond), new(id));
        return true;
    }

    private string PlaceOf(SeriesSummary line)
    {
        TryRead(0, DateTimeOffset.UnixEpoch, out var filter);
        return $"{Addresses.Number((filter.CursorOf(line).At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond)}-{line.Id}";
    }

    /// <summary>The address of this request.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="json">The data instead of the page.</param>
    public string ToAddress(string project, bool json = false)
    {
        var address = new StringBuilder(Addresses.Queue(project));
        if (json) address.Append(JsonTwin.Ending);
        var mark = '?';
        Add("state", State);
        Add("tree", Tree);
        Add("submitter", Submitter);
        Add("delegate", Delegate);
        Add("q", Q);
        Add("tag", Tag);
        Add("owes", Owes);
        Add("overdue", Overdue);
        Add("after", After);
        Add("before", Before);
        Add("select", Select);
        return address.ToString();

        void Add(string name, string? value)
        {
            if (Given(value) is not { } given) return;
            address.Append(mark).Append(name).Append('=').Append(Addresses.Escape(given));
            mark = '&';
        }
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
