using System.CommandLine;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>How mail goes out: options, else the environment, else not at all.</summary>
internal static class MailOutOptions
{
    private const string WayVariable = "TRIBUTARY_MAIL_OUT";
    private const string FromVariable = "TRIBUTARY_MAIL_FROM";

    /// <summary>The way.</summary>
    public static Option<string?> Way { get; } = new("--mail-out")
    {
        Description = "How mail goes out: smtp://user:password@host:587, sendmail:/usr/sbin/sendmail, folder:DIR or dry-run (default: $TRIBUTARY_MAIL_OUT, else dry-run).",
        HelpName = "WAY",
    };

    /// <summary>From whom.</summary>
    public static Option<string?> From { get; } = new("--mail-from")
    {
        Description = "The address that letters are from, bare or 'Name <address>' (default: $TRIBUTARY_MAIL_FROM).",
        HelpName = "ADDRESS",
    };

    /// <summary>The first pause.</summary>
    public static Option<string?> Retry { get; } = new("--mail-retry")
    {
        Description = "How soon a letter that could not be sent is tried again, e.g. 90s (default: 1m); every next pause is twice as long, up to 4 hours.",
        HelpName = "TIME",
    };

    /// <summary>The end of it.</summary>
    public static Option<string?> GiveUp { get; } = new("--mail-give-up")
    {
        Description = "How long a letter is tried before it is given up, e.g. 12h (default: 5d).",
        HelpName = "TIME",
    };

    /// <summary>Reads what the command line and the environment say.</summary>
    /// <exception cref="CommandException">It cannot be taken.</exception>
    public static MailOut Read(CommandContext context)
    {
        var (way, from) = (context.Get(Way) ?? Find(WayVariable) ?? "dry-run", context.Get(From) ?? Find(FromVariable));
        var spool = Path.Combine(context.DataFolder, "outbox");
        if (!MailOut.TryRead("dry-run", from, spool, out _, out var wrong)) throw CommandException.Usage($"{(context.Get(From) is null ? FromVariable : "--mail-from")}: {wrong}");
        if (!MailOut.TryRead(way, from, spool, out var mail, out wrong))
            throw CommandException.Usage($"{(context.Get(Way) is null ? WayVariable : "--mail-out")}: {wrong}");
        var retries = mail.Retries;
        if (context.Get(Retry) is { } pause) retries = retries with { First = ReadSpan("--mail-retry", pause) };
        if (context.Get(GiveUp) is { } end) retries = retries with { GiveUp = ReadSpan("--mail-give-up", end) };
        if (retries.Longest < retries.First) retries = retries with { Longest = retries.First };
        return mail with { Retries = retries };
    }

    private static TimeSpan ReadSpan(string option, string text) => SpanText.TryParse(text, out var span) ? span
        : throw CommandException.Usage($"{option} {text} is no length of time; write 90s, 5m, 12h or 5d");

    private static string? Find(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
