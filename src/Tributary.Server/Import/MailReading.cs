using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>A source that is being read.</summary>
public abstract class MailReading : IDisposable
{
    /// <summary>What could not be read, each in a sentence; known after the last chunk. Everything else was.</summary>
    public ImmutableArray<string> Faults { get; protected set; } = [];

    /// <summary>How much of it has been read, from 0 to 1; null where nobody knows how much there is.</summary>
    public abstract double? Done { get; }

    /// <summary>The mails in the source's order, each chunk with the position behind it. Runs on one thread, and may wait for disk and git.</summary>
    public abstract IEnumerable<MailChunk> Read();

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what was opened.</summary>
    protected abstract void Dispose(bool disposing);
}
