using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>The options of <c>trib serve</c> by which mail comes in while it runs.</summary>
internal static class LiveOptions
{
    private const int DefaultSeconds = 60;
    private const int MostSeconds = 24 * 60 * 60;

    /// <summary>By LMTP.</summary>
    public static Option<string?> Lmtp { get; } = new("--lmtp")
    {
        Description = "Take mail from a mail server by LMTP: the path of a socket, or an address and port such as 127.0.0.1:2424.",
        HelpName = "SOCKET",
    };

    /// <summary>From sources that grow.</summary>
    public static Option<string[]> Follow { get; } = new("--follow")
    {
        Description = "Read this source now and whenever it has new mail: a maildir, or a public-inbox (repository, folder of epochs, URL).",
        HelpName = "SOURCE",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>How often.</summary>
    public static Option<string?> Every { get; } = new("--every")
    {
        Description = $"Seconds between two looks at the followed sources (default: {DefaultSeconds}); a maildir is looked at at once.",
        HelpName = "SECONDS",
    };

    /// <summary>Who is believed where mail comes from.</summary>
    public static Option<string[]> Relays { get; } = new("--trusted-relay")
    {
        Description = "Carry out mail commands only where Authentication-Results of this mail server (its authserv-id) prove the sender (default: $TRIBUTARY_TRUSTED_RELAYS; none: senders are believed).",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The mail servers whose results are believed; empty: senders are taken as they say.</summary>
    public static ImmutableArray<string> ReadRelays(CommandContext context) => context.Get(Relays) is { Length: > 0 } named ? [.. named]
        : [.. (Environment.GetEnvironmentVariable("TRIBUTARY_TRUSTED_RELAYS") ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Looks at the options before anything is opened.</summary>
    /// <returns>Adds what they say to what a server is given, once database and project are known.</returns>
    /// <exception cref="CommandException">An option is wrong.</exception>
    public static async Task<Func<ServerOptions, ImportTarget, ServerOptions>> ReadAsync(CommandContext context, CancellationToken cancel)
    {
        var socket = context.Get(Lmtp);
        if (socket is not null && LmtpServer.Parse(socket) is null)
            throw CommandException.Usage($"--lmtp {socket} is no socket; write a path such as /run/tributary/lmtp, or 127.0.0.1:2424");
        var every = ReadSeconds(context.Get(Every));
        var sources = await SourceLocation.RecogniseAsync(context.Get(Follow) ?? [], context.MirrorFolder, cancel);
        if (sources.IsEmpty && context.Get(Every) is not null) throw CommandException.Usage("--every says how often --follow looks; name a source to follow");
        if (sources.FirstOrDefault(static source => source.Kind == "mbox") is { } mailbox)
            throw CommandException.Usage($"--follow {mailbox.Location} is a mailbox, which is read whole each time; follow a maildir or a public-inbox, or name it with --import");
        return (options, target) => options with
        {
            MirrorFolder = context.MirrorFolder,
            Follow = sources.IsEmpty ? null : new(target, sources, every),
            Work = socket is null ? options.Work : options.Work.Add(new LmtpServer(options.Database, socket, target) { Commands = options.Commands }.RunAsync),
        };
    }

    private static TimeSpan ReadSeconds(string? text) => text is null ? TimeSpan.FromSeconds(DefaultSeconds)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds)
        : throw CommandException.Usage($"--every {text} is no number of seconds from 1 to {MostSeconds}");
}
