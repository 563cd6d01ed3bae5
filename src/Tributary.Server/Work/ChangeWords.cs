using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Says in words what somebody changed.</summary>
internal static class ChangeWords
{
    /// <summary>What was done to these series.</summary>
    public static string Tell(ChangeRequest request, ImmutableArray<SeriesAtWork> series)
    {
        var what = request.Patches.IsEmpty ? Name(series) : request.Patches.Length == 1 ? $"One patch of {Name(series)}" : $"{request.Patches.Length} patches of {Name(series)}";
        return $"{what}: {string.Join(", ", List(request))}.";
    }

    /// <summary>How a series stands, for one who has seen it otherwise.</summary>
    public static string TellStanding(SeriesAtWork series) =>
        series.State.Title + (series.Delegate is null ? "" : $", {series.Delegate}'s") + (series.Hold is null ? "" : $", on hold ({series.Hold})");

    /// <summary>What an aspect is called.</summary>
    public static string NameAspect(string aspect) => aspect == "archive" ? "place in the archive" : aspect;

    private static string Name(ImmutableArray<SeriesAtWork> series) => series is [var one] ? $"“{one.Name}”" : $"{series.Length} series";

    private static IEnumerable<string> List(ChangeRequest request)
    {
        var decision = request.Decision;
        if (decision.State is { } state) yield return state.Title;
        if (decision.Delegate is { } to) yield return to.Value is null ? "given to nobody" : $"given to {to.Value}";
        if (decision.IsArchived is { } archived) yield return archived ? "put into the archive" : "taken out of the archive";
        if (decision.Hold is { } hold) yield return hold.Value is null ? "off hold" : $"on hold ({hold.Value})";
        if (decision.Tree is { } tree) yield return tree.Value switch { null => "for no tree of ours", "" => "for the tree that routing finds", var name => $"for {name}" };
        if (!request.AddTags.IsEmpty) yield return $"tagged {string.Join(' ', request.AddTags)}";
        if (!request.RemoveTags.IsEmpty) yield return $"no longer tagged {string.Join(' ', request.RemoveTags)}";
    }
}
