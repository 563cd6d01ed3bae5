using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>How webhooks are called.</summary>
/// <param name="Policy">Where they may be.</param>
/// <param name="Site">Scheme and host of the addresses in what is sent.</param>
public sealed record WebhookWay(WebhookPolicy Policy, string Site)
{
    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>When a delivery that failed is tried again.</summary>
    public RetryPlan Retries { get; init; } = RetryPlan.Webhooks;
}
