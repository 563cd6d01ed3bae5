using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>How far a delivery to a webhook is. The numbers are stored.</summary>
public enum DeliveryState
{
    /// <summary>It is to be sent when it is due.</summary>
    Waiting = 0,

    /// <summary>A server is sending it.</summary>
    Sending = 1,

    /// <summary>The receiver has taken it.</summary>
    Delivered = 2,

    /// <summary>It was tried for too long, or may not be sent.</summary>
    Failed = 3,
}

/// <summary>The states' slugs.</summary>
public static class DeliveryStates
{
    private static readonly ImmutableArray<string> Slugs = ["waiting", "sending", "delivered", "failed"];

    extension(DeliveryState state)
    {
        /// <summary>The slug.</summary>
        public string Slug => Slugs[(int)state];
    }
}
