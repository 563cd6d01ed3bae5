using System.CommandLine;
using System.Globalization;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>Which letter a command is about.</summary>
internal static class LetterChoice
{
    /// <summary>Its number.</summary>
    public static Argument<string> Id { get; } = new("ID") { Description = "The letter's number, as trib outbox list shows it." };

    /// <summary>Reads the number.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static LetterId Read(CommandContext context) => long.TryParse(context.Get(Id), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(id)
        : throw CommandException.Usage($"{context.Get(Id)} is no number of a letter");

    /// <summary>What is said when it is not there.</summary>
    public static CommandException NoSuch(LetterId id) => CommandException.No($"there is no letter {id}; trib outbox list shows those there are");
}
