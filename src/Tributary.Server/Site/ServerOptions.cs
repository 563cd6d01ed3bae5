using System.Collections.Immutable;
using System.Net;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What a server is given to work with.</summary>
public sealed record ServerOptions
{
    /// <summary>The addresses to listen on when none are given.</summary>
    public static ImmutableArray<string> DefaultUrls { get; } = ["http://127.0.0.1:5080"];

    /// <summary>The database, open; the caller closes it.</summary>
    public required Database Database { get; init; }

    /// <summary>Addresses to listen on, e.g. <c>http://127.0.0.1:5080</c>; port 0 takes any that is free.</summary>
    public ImmutableArray<string> Urls { get; init; } = DefaultUrls;

    /// <summary>
    /// Scheme and host in the addresses that programs are told, e.g. <c>https://patches.example.org</c>; null: those by which each request came,
    /// which are wrong behind a proxy.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary>How mail goes out; by default it is kept and not sent.</summary>
    public MailOut MailOut { get; init; } = new();

    /// <summary>Where the proxy in front sends from: alone what comes from there is believed who asked, and by which scheme and host.</summary>
    public ImmutableArray<IPNetwork> Behind { get; init; } = [];

    /// <summary>Addresses and networks beside this machine's own from which <c>/metrics</c> may be read.</summary>
    public ImmutableArray<IPNetwork> MetricsFor { get; init; } = [];

    /// <summary>The folder of the copies of inboxes that are elsewhere.</summary>
    public string MirrorFolder { get; init; } = "";

    /// <summary>The folder of this node's repositories of trees; empty where it has none.</summary>
    public string TreeFolder { get; init; } = "";

    /// <summary>By what the commands of arriving mail are carried out; null: they are only noted.</summary>
    public CommandDesk? Commands { get; init; }

    /// <summary>With what what is new is tested; null where nothing is.</summary>
    public LabSetting? Lab { get; init; }

    /// <summary>The sources that are read again and again; null for none. (Those that another node named are read all the same.)</summary>
    public FollowRequest? Follow { get; init; }

    /// <summary>How webhooks are called.</summary>
    public WebhookWay Webhooks { get; init; } = new(WebhookPolicy.Strict, "http://127.0.0.1:5080");

    /// <summary>The clock by which pages tell how long ago something was.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Work that runs beside the pages until it is done or the server stops, e.g. an import; it may tell the head of the pages how far it
    /// is. A failure is said there and does not end the server.
    /// </summary>
    public ImmutableArray<Func<SiteStatus, CancellationToken, Task>> Work { get; init; } = [];
}
