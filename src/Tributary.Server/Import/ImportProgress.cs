namespace Tributary.Server;

/// <summary>How far an import is; written by the import, read by whoever shows it.</summary>
public sealed class ImportProgress
{
    private long _messages;
    private volatile MailReading? _reading;

    /// <summary>The source that is being read, or the empty string.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Mails that are written.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>The part of the source that is read, from 0 to 1; null where nobody knows.</summary>
    public double? Done => _reading?.Done;

    /// <summary>A source begins.</summary>
    internal void Begin(string source, MailReading reading)
    {
        Source = source;
        _reading = reading;
    }

    /// <summary>That many more mails are written.</summary>
    internal void Add(int messages) => Interlocked.Add(ref _messages, messages);
}
