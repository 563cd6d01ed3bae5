using Tributary.Lab;

namespace Tributary.Server;

/// <summary>What runs of the selftests are made with here.</summary>
public sealed record LabSetting
{
    /// <summary>The kernel that is booted: <c>debian:6.1</c>, or an image.</summary>
    public required string Kernel { get; init; }

    /// <summary>The suites, with commas between.</summary>
    public required string Suites { get; init; }

    /// <summary>The folder of this node's repositories of trees.</summary>
    public required string TreeFolder { get; init; }

    /// <summary>What is kept between runs.</summary>
    public required LabCache Cache { get; init; }

    /// <summary>The folder of the selftests in a tree.</summary>
    public required string Selftests { get; init; }

    /// <summary>Where people reach the site, without a last slash.</summary>
    public required string Site { get; init; }

    /// <summary>By which senders are told of verdicts; null where nobody is.</summary>
    public SeriesNotices? Notices { get; init; }

    /// <summary>How this worker is called: machine and process.</summary>
    public string Worker { get; init; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Settings of the guest's kernel, bounds, and what is allowed.</summary>
    public LabRequest Template { get; init; } = new() { Kernel = "" };
}
