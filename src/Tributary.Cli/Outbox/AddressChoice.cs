using Tributary.Mail;

namespace Tributary.Cli;

/// <summary>An address that a command is given.</summary>
internal static class AddressChoice
{
    /// <summary>The address itself.</summary>
    /// <exception cref="CommandException">No mail can be sent to it.</exception>
    public static string Read(string text) => LetterAddress.IsSendable(text) ? text : throw CommandException.Usage($"{text} is no address that mail can be sent to");
}
