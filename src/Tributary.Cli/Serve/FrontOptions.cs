using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>The options of <c>trib serve</c> that say what stands in front of it and who looks after it.</summary>
internal static class FrontOptions
{
    /// <summary>The proxy.</summary>
    public static Option<string[]> Behind { get; } = new("--behind")
    {
        Description = "The address or network of the proxy in front, e.g. 127.0.0.1: it is believed who asked and by which scheme and host.",
        HelpName = "ADDRESS",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Who measures.</summary>
    public static Option<string[]> MetricsFor { get; } = new("--metrics-for")
    {
        Description = "An address or network beside this machine that may read /metrics, e.g. 10.0.0.0/8.",
        HelpName = "ADDRESS",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>What they say, added to what the server is given.</summary>
    /// <exception cref="CommandException">An address is none.</exception>
    public static ServerOptions Apply(CommandContext context, ServerOptions options) =>
        options with { Behind = Read(context, Behind), MetricsFor = Read(context, MetricsFor) };

    private static ImmutableArray<IPNetwork> Read(CommandContext context, Option<string[]> option)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in context.Get(option) ?? [])
        {
            if (IPAddress.TryParse(text, out var address)) networks.Add(new(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(text, out var network)) networks.Add(network);
            else throw CommandException.Usage($"{option.Name} {text} is no address or network; write 127.0.0.1, ::1 or 10.0.0.0/8");
        }

        return networks.ToImmutable();
    }
}
