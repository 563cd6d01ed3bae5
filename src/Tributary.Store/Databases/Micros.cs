namespace Tributary.Store;

/// <summary>Time as it is stored: unix microseconds in UTC.</summary>
public static class Micros
{
    /// <summary>A time as a number.</summary>
    public static long From(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A number as a time, UTC.</summary>
    public static DateTimeOffset ToTime(long micros) => new(DateTimeOffset.UnixEpoch.Ticks + (micros * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
