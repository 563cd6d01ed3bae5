using System.Buffers;
using System.Net.Mail;

namespace Tributary.Server;

/// <summary>What an account may be called. ASCII only, so that no name looks like another one.</summary>
public static class AccountRules
{
    private const int MostInName = 150;
    private const int MostInEmail = 254;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@.+-_");
    private static readonly SearchValues<char> EmailCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@.+-_!#$%&'*/=?^`{|}~");

    /// <summary>What is wrong with a user name, or null.</summary>
    public static string? FindFaultInName(string name)
    {
        if (name.Length == 0) return "a user name cannot be empty";
        if (name.Length > MostInName) return $"a user name has at most {MostInName} characters, and this has {name.Length}";
        if (name.AsSpan().ContainsAnyExcept(NameCharacters)) return "a user name is made of the letters A to Z and a to z, digits and @ . + - _";
        return name.Any(char.IsAsciiLetterOrDigit) ? null : "a user name holds at least one letter or digit";
    }

    /// <summary>What is wrong with a user name that somebody chooses himself, or null: none that could be taken for somebody's address.</summary>
    public static string? FindFaultInNewName(string name) =>
        name.Contains('@', StringComparison.Ordinal) ? "a user name that you choose yourself holds no @" : FindFaultInName(name);

    /// <summary>What is wrong with an address, or null.</summary>
    public static string? FindFaultInEmail(string email)
    {
        if (email.Length > MostInEmail) return $"an address has at most {MostInEmail} characters, and this has {email.Length}";
        var isAddress = !email.AsSpan().ContainsAnyExcept(EmailCharacters) && email.Count(character => character == '@') == 1
            && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email && !parsed.Host.EndsWith('.');
        return isAddress ? null : "an address is of the form name@example.org";
    }

    /// <summary>What is wrong with a password that somebody wants to have, or null.</summary>
    public static string? FindFaultInPassword(string password) =>
        password.Length < Passwords.Fewest ? $"a password has at least {Passwords.Fewest} characters"
        : password.Length > Passwords.Most ? $"a password has at most {Passwords.Most} characters" : null;
}
