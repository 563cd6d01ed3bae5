using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>What a check says of a patch. The numbers are stored, in Patchwork's order.</summary>
public enum CheckState
{
    /// <summary>It runs.</summary>
    Pending = 0,

    /// <summary>It found nothing.</summary>
    Success = 1,

    /// <summary>It found something to look at.</summary>
    Warning = 2,

    /// <summary>It found a fault.</summary>
    Fail = 3,
}

/// <summary>The slugs of checks, and how many checks of a patch come to one.</summary>
public static class CheckStates
{
    private static readonly ImmutableArray<string> Slugs = ["pending", "success", "warning", "fail"];

    extension(CheckState state)
    {
        /// <summary>The slug, e.g. <c>fail</c>.</summary>
        public string Slug => Slugs[(int)state];
    }

    /// <summary>The state of a slug.</summary>
    public static bool TryParse(string slug, out CheckState state)
    {
        var index = Slugs.IndexOf(slug);
        state = index < 0 ? CheckState.Pending : (CheckState)index;
        return index >= 0;
    }

    /// <summary>
    /// The state of a patch by its newest checks, one a user and context: failed if any failed, else a warning, else pending while one
    /// runs or none is here, else success (Patchwork).
    /// </summary>
    public static CheckState Combine(IEnumerable<CheckState> newest)
    {
        CheckState? worst = null;
        foreach (var state in newest)
        {
            if (worst is null || Weight(state) > Weight(worst.Value)) worst = state;
        }

        return worst ?? CheckState.Pending;
    }

    // What runs outweighs what succeeded: the answer is not complete yet.
    private static int Weight(CheckState state) => state switch
    {
        CheckState.Fail => 3,
        CheckState.Warning => 2,
        CheckState.Pending => 1,
        _ => 0,
    };
}
