namespace Tributary.Server;

/// <summary>One message that just arrived. All of them are one source: what is known counts as duplicate.</summary>
/// <param name="raw">The message as it came, with or without the From_ line that a mail server puts before it.</param>
internal sealed class LiveSource(ReadOnlyMemory<byte> raw) : IMailSource
{
    /// <inheritdoc />
    public string Kind => "live";

    /// <inheritdoc />
    public string Location => "live mail";

    /// <inheritdoc />
    public Task<MailReading> OpenAsync(string position, CancellationToken cancel) => Task.FromResult<MailReading>(new Reading(WithoutEnvelope(raw)));

    /// <summary>The message without the From_ line that pipes of mail servers put before it.</summary>
    internal static ReadOnlyMemory<byte> WithoutEnvelope(ReadOnlyMemory<byte> raw)
    {
        if (!raw.Span.StartsWith("From "u8)) return raw;
        var end = raw.Span.IndexOf((byte)'\n');
        return end < 0 ? raw : raw[(end + 1)..];
    }

    private sealed class Reading(ReadOnlyMemory<byte> mail) : MailReading
    {
        /// <inheritdoc />
        public override double? Done => null;

        /// <inheritdoc />
        public override IEnumerable<MailChunk> Read()
        {
            var filler = new ChunkFiller();
            var size = Math.Min(mail.Length, ChunkFiller.MostBytes);
            mail.Span[..size].CopyTo(filler.Reserve(size));
            filler.Add(size);
            if (filler.TryTakeRest(out var chunk)) yield return chunk;
        }

        protected override void Dispose(bool disposing)
        {
            // Nothing was opened.
        }
    }
}
