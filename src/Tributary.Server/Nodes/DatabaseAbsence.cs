using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The database is away: killed, starting, not reached. Everything that wants it fails for the same reason, which is no fault of its own.</summary>
/// <param name="clock">Tells how long ago it was said.</param>
/// <param name="log">Where it is said.</param>
internal sealed partial class DatabaseAbsence(TimeProvider clock, ILogger<DatabaseAbsence> log)
{
    /// <summary>When it is worth asking again.</summary>
    public static readonly TimeSpan ComeAgain = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SayAgain = TimeSpan.FromSeconds(30);
    private readonly Lock guard = new();
    private DateTimeOffset said = DateTimeOffset.MinValue;

    /// <summary>True for a failure that says that the database is away, and not that it was asked wrongly.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        DatabaseException { InnerException: { } cause } => Is(cause),
        // 57P01 to 57P03: it shuts down, it crashed, it starts. 53: no room for one more connection. 08: the connection broke.
        PostgresException answer => answer.SqlState.StartsWith("57P", StringComparison.Ordinal) || answer.SqlState.StartsWith("53", StringComparison.Ordinal) || answer.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException => true,
        DbException database => database.IsTransient,
        _ => false,
    };

    /// <summary>Says in the log that the database is away, at most every half minute.</summary>
    /// <returns>False for any other failure.</returns>
    public bool Note(Exception failure)
    {
        if (!Is(failure)) return false;
        lock (guard)
        {
            var now = clock.GetUtcNow();
            if (now - said < SayAgain) return true;
            said = now;
        }

        LogAbsence(failure.Message.ReplaceLineEndings(" "));
        return true;
    }

    [LoggerMessage(LogLevel.Error, "The database does not answer; requests are answered with 503 until it does: {Why}")]
    private partial void LogAbsence(string why);
}
