using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The merge window as data: what <c>trib window --json</c> prints.</summary>
/// <param name="Open">It is open; null where no tag of mainline is known.</param>
/// <param name="Coming">The release that is being made, e.g. <c>v6.13</c>.</param>
/// <param name="Newest">Mainline's newest tag.</param>
/// <param name="Since">Since when it stands so.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="OpensAbout">When it is likely to open next.</param>
/// <param name="ClosesAbout">When it is likely to close next.</param>
/// <param name="Held">The series on hold for it, and those freed when the last one closed.</param>
public sealed record WindowView(bool? Open, string? Coming, string? Newest, DateTimeOffset? Since, string Reason, DateOnly? OpensAbout, DateOnly? ClosesAbout, IReadOnlyList<WindowHoldView> Held)
{
    /// <summary>Why nothing is known.</summary>
    public const string Unknown = "No release of mainline is known here: trib tree add mainline, trib tree fetch mainline.";

    /// <summary>The data of a standing.</summary>
    public static WindowView From(WindowStanding? standing, IEnumerable<WindowHold> held) => new(
        standing?.IsOpen, standing?.Coming, standing?.Newest.Name, standing?.Since, standing?.Reason ?? Unknown, standing?.OpensAbout, standing?.ClosesAbout, [.. held.Select(WindowHoldView.Of)]);
}

/// <summary>A series that was put on hold for a window, as data.</summary>
/// <param name="Series">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tree">Its tree.</param>
/// <param name="Release">Whose window.</param>
/// <param name="Held">It is on hold still.</param>
/// <param name="At">When it was put on hold.</param>
/// <param name="FreedAt">When the window had closed, or null.</param>
/// <param name="State">Its state's slug.</param>
/// <param name="Submitter">Who sent it.</param>
public sealed record WindowHoldView(long Series, string Name, string? Tree, string Release, bool Held, DateTimeOffset At, DateTimeOffset? FreedAt, string State, PersonView Submitter)
{
    /// <summary>The data of a hold.</summary>
    public static WindowHoldView Of(WindowHold hold) => new(
        hold.Given.Value, hold.Name, hold.Tree, hold.Release, hold.FreedAt is null && hold.IsOnHold, hold.At, hold.FreedAt, hold.State.Slug, PersonView.From(hold.Submitter));
}
