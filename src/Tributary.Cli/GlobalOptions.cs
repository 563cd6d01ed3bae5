using System.CommandLine;

namespace Tributary.Cli;

/// <summary>The options that mean the same in every command that has them.</summary>
internal static class GlobalOptions
{
    /// <summary>The folder of the embedded database; every command has it.</summary>
    public static Option<string?> DataFolder { get; } = new("--data")
    {
        Description = "The folder of the embedded database (default: $TRIBUTARY_DATA, else ~/.local/share/tributary).",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Answers as JSON; a command that prints data adds it.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print JSON: one object, or one object a line for lists.",
    };

    /// <summary>Which project is meant; a command that works on one adds it.</summary>
    public static Option<string?> Project { get; } = new("--project")
    {
        Description = "The project, by its link name or an alias (default: the first of the profile).",
        HelpName = "NAME",
    };
}
