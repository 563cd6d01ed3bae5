using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Says in words what a person said of series.</summary>
internal static class RelinkWords
{
    /// <summary>What was said, and why.</summary>
    public static string Tell(StoredRelink relink)
    {
        var what = relink.Kind switch
        {
            RelinkKind.OneSeries => "put together to one series",
            RelinkKind.SplitOff => relink.SplitOff.Length == 1 ? "one message split off" : $"{relink.SplitOff.Length} messages split off",
            RelinkKind.Versions => "linked as versions",
            _ => "said to be no versions of each other",
        };
        return relink.Reason.Length == 0 ? what : $"{what}: {relink.Reason}";
    }
}
