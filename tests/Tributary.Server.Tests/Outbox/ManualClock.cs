namespace Tributary.Server.Tests;

/// <summary>A clock that goes on when it is told to.</summary>
internal sealed class ManualClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Given.Now;

    public override DateTimeOffset GetUtcNow() => Now;
}
