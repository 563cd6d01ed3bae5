namespace Tributary.Store;

/// <summary>The database cannot be used. Its message is one line: what, where, what to do.</summary>
public sealed class DatabaseException : Exception
{
    /// <summary>An error without words; use one of the others.</summary>
    public DatabaseException()
    {
    }

    /// <summary>An error that says what, where and what to do.</summary>
    public DatabaseException(string message)
        : base(message)
    {
    }

    /// <summary>An error that says what, where and what to do, with the one beneath it.</summary>
    public DatabaseException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
