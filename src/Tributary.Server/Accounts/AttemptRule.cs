namespace Tributary.Server;

/// <summary>How often something may be tried for nothing.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Most">So often in a <paramref name="Window"/>.</param>
/// <param name="Window">How long an attempt counts.</param>
internal sealed record AttemptRule(string Name, int Most, TimeSpan Window)
{
    /// <summary>Wrong passwords of one name from one network address.</summary>
    public static AttemptRule Pair { get; } = new("pair", 10, TimeSpan.FromMinutes(1));

    /// <summary>Wrong passwords of one name from anywhere: a guesser may have many addresses. Sessions and tokens go on, and a new password by mail helps at once.</summary>
    public static AttemptRule Account { get; } = new("name", 100, TimeSpan.FromHours(1));

    /// <summary>Wrong passwords of any names from one network address.</summary>
    public static AttemptRule Origin { get; } = new("origin", 100, TimeSpan.FromMinutes(10));

    /// <summary>Tokens and links that are none, from one network address. Nobody guesses 160 bits; but who tries is not worth answering.</summary>
    public static AttemptRule Secret { get; } = new("secret", 100, TimeSpan.FromMinutes(10));

    /// <summary>Letters that strangers have us write to one mail address.</summary>
    public static AttemptRule LetterTo { get; } = new("letter-to", 3, TimeSpan.FromHours(1));

    /// <summary>Letters that one network address has us write.</summary>
    public static AttemptRule LetterFrom { get; } = new("letter-from", 20, TimeSpan.FromHours(1));
}
