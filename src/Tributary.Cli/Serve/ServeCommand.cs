using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Http;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib serve</c></summary>
internal static class ServeCommand
{
    private static readonly Option<string[]> Urls = new("--urls")
    {
        Description = $"Addresses to listen on (default: {string.Join(" ", ServerOptions.DefaultUrls)}).",
        HelpName = "URL",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> PublicUrl = new("--public-url")
    {
        Description = "Scheme and host in the addresses that programs are told, where a proxy stands before the server, e.g. https://patches.example.org.",
        HelpName = "URL",
    };

    private static readonly Option<string[]> Sources = new("--import")
    {
        Description = "Read this mail first, as trib import does; the pages are there meanwhile.",
        HelpName = "SOURCE",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("serve", "Show the queue in a browser, and take mail from trib import meanwhile.")
        {
            Urls, PublicUrl, Sources, LiveOptions.Follow, LiveOptions.Every, LiveOptions.Lmtp, LiveOptions.Relays,
            MailOutOptions.Way, MailOutOptions.From, MailOutOptions.Retry, MailOutOptions.GiveUp, WebhookOptions.Allow, WebhookOptions.Retry,
            FrontOptions.Behind, FrontOptions.MetricsFor, LabServing.Kernel, LabServing.Suites, LabServing.Config,
            GlobalOptions.Project, ImportOptions.Profile, ImportOptions.ListId,
        }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var urls = ReadUrls(context);
        var mail = MailOutOptions.Read(context);
        var webhooks = WebhookOptions.ReadWay(context, SiteOf(context, urls));
        var live = await LiveOptions.ReadAsync(context, cancel);
        var sources = await SourceLocation.RecogniseAsync(context.Get(Sources) ?? [], context.MirrorFolder, cancel);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var target = await ImportOptions.ResolveAsync(context, database, cancel);
        var verdicts = new VerdictFollower(database, new(mail.Identity, TimeProvider.System), SiteOf(context, urls), TimeProvider.System, context.TreeFolder);
        await TrustedRelays.SetAsync(database, LiveOptions.ReadRelays(context), cancel);
        var commands = CommandDesk.Of(mail.Identity, context.TreeFolder, TimeProvider.System);
        var options = new ServerOptions
        {
            Database = database,
            PublicUrl = ReadPublicUrl(context),
            MailOut = mail,
            Webhooks = webhooks,
            TreeFolder = context.TreeFolder,
            Commands = commands,
            Work =
            [
                new ServeWriting(database, context.DatabaseUrl is null ? context.DataFolder : null, target, sources) { Commands = commands }.RunAsync,
                new WordFollower(database).RunAsync,
                verdicts.RunAsync,
                new DelegationFollower(database, ProfileFile.Find, TimeProvider.System).RunAsync,
                new NoticeFollower(database, new(new(mail.Identity, TimeProvider.System), ProfileFile.Find, SiteOf(context, urls))).RunAsync,
                new OutboxSender(database, mail, TimeProvider.System) { Site = SiteOf(context, urls) }.RunAsync,
                new WebhookSender(database, webhooks, TimeProvider.System).RunAsync,
            ],
        };
        if (urls.Length > 0) options = options with { Urls = urls };
        options = LabServing.Apply(context, options, SiteOf(context, urls), ProfileFile.Find(target.Profile));
        options = FrontOptions.Apply(context, live(options, target));
        var outcome = await TributaryServer.RunAsync(options, addresses => Tell(context, addresses), cancel);
        return outcome is ServeOutcome.CannotListen refused ? throw CommandException.Outside($"cannot serve: {refused.Why}") : ExitStatus.Done;
    }

    private static string SiteOf(CommandContext context, ImmutableArray<string> urls) => ReadPublicUrl(context) ?? (urls.IsEmpty ? ServerOptions.DefaultUrls : urls)[0].TrimEnd('/');

    private static string? ReadPublicUrl(CommandContext context)
    {
        if (context.Get(PublicUrl) is not { } url) return null;
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" })
            return address.GetLeftPart(UriPartial.Authority);
        throw CommandException.Usage($"--public-url {url} is no scheme and host; write https://patches.example.org");
    }

    // Kestrel listens on every interface when it does not know the name of a host: a slip must not open the server to all.
    private static ImmutableArray<string> ReadUrls(CommandContext context)
    {
        ImmutableArray<string> urls = [.. (context.Get(Urls) ?? []).SelectMany(static url => url.Split(';', StringSplitOptions.RemoveEmptyEntries))];
        foreach (var url in urls)
        {
            if (!IsAddress(url))
                throw CommandException.Usage($"--urls {url} is no address to listen on; write http://127.0.0.1:5080, http://localhost:5080, or http://*:5080 for every interface");
        }

        return urls;
    }

    private static bool IsAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.IsUnixPipe || address.Host is "localhost" or "*" or "+" || IPAddress.TryParse(address.Host, out _);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void Tell(CommandContext context, IReadOnlyCollection<string> addresses)
    {
        foreach (var address in addresses) context.Output.WriteLine($"Listening on {address}");
        context.Output.Flush();
    }
}
