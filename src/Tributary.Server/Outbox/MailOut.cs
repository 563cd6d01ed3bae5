using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>How mail goes out.</summary>
public sealed record MailOut
{
    /// <summary>Who our letters are from.</summary>
    public MailIdentity Identity { get; init; } = MailIdentity.Unset;

    /// <summary>When a letter that could not be sent is tried again.</summary>
    public RetryPlan Retries { get; init; } = RetryPlan.Mail;
}
