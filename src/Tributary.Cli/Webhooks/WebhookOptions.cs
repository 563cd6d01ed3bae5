using System.Collections.Immutable;
using System.CommandLine;
using Tributary.Server;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary>Where webhooks may be, and how soon they are called again.</summary>
internal static class WebhookOptions
{
    private const string AllowVariable = "TRIBUTARY_WEBHOOKS_TO";

    /// <summary>What is allowed beside public addresses.</summary>
    public static Option<string[]> Allow { get; } = new("--webhooks-to")
    {
        Description = "Hosts, addresses or networks that webhooks may call though they are not public, e.g. ci.example.org or 10.1.0.0/16 (default: $TRIBUTARY_WEBHOOKS_TO).",
        HelpName = "HOST",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The first pause.</summary>
    public static Option<string?> Retry { get; } = new("--webhook-retry")
    {
        Description = "How soon a webhook that failed is called again, e.g. 10s (default: 30s); every next pause is twice as long, up to 2 hours, for a day.",
        HelpName = "TIME",
    };

    /// <summary>Reads where webhooks may be.</summary>
    /// <exception cref="CommandException">A word is none of these.</exception>
    public static WebhookPolicy ReadPolicy(CommandContext context)
    {
        var named = context.Get(Allow) is { Length: > 0 } given ? given : (Environment.GetEnvironmentVariable(AllowVariable) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return WebhookPolicy.TryRead(named, out var policy, out var wrong) ? policy
            : throw CommandException.Usage($"--webhooks-to {wrong} is no host, address or network; write ci.example.org, 10.1.2.3 or 10.1.0.0/16");
    }

    /// <summary>Reads how webhooks are called by a server at an address.</summary>
    public static WebhookWay ReadWay(CommandContext context, string site)
    {
        var way = new WebhookWay(ReadPolicy(context), site);
        if (context.Get(Retry) is not { } text) return way;
        if (!SpanText.TryParse(text, out var first)) throw CommandException.Usage($"--webhook-retry {text} is no length of time; write 10s, 5m or 1h");
        return way with { Retries = way.Retries with { First = first, Longest = first > way.Retries.Longest ? first : way.Retries.Longest } };
    }

    /// <summary>Reads categories.</summary>
    /// <exception cref="CommandException">One is none.</exception>
    public static ImmutableArray<EventCategory> ReadCategories(IEnumerable<string> slugs) =>
    [
        .. slugs.Select(static slug => EventCategories.TryParse(slug, out var category) ? category
            : throw CommandException.Usage($"--category {slug} is no category; one of {string.Join(", ", EventCategories.All.Select(static each => each.Slug))}")),
    ];
}
