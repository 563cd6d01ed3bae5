using System.CommandLine;

namespace Tributary.Cli;

/// <summary><c>trib series</c>: the queue and one series of it.</summary>
internal static class SeriesCommand
{
    /// <summary>The command with those under it.</summary>
    public static Command Create() => new("series", "The series of patches: the queue, and one of them.")
    {
        SeriesListCommand.Create(),
        SeriesShowCommand.Create(),
        SeriesRangeDiffCommand.Create(),
    };
}
