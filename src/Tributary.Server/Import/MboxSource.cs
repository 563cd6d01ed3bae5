using System.IO.Compression;
using Tributary.Mail;

namespace Tributary.Server;

/// <summary>A mailbox file, plain or gzipped, or standard input. It is read from its start every time: what is known counts as duplicate.</summary>
/// <param name="path">The full path, or <c>-</c>.</param>
internal sealed class MboxSource(string path) : IMailSource
{
    /// <inheritdoc />
    public string Kind => "mbox";

    /// <inheritdoc />
    public string Location => path;

    /// <inheritdoc />
    public Task<MailReading> OpenAsync(string position, CancellationToken cancel)
    {
        var file = path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 128 * 1024);
        return Task.FromResult<MailReading>(new Reading(path, file, cancel));
    }

    private sealed class Reading(string path, Stream file, CancellationToken cancel) : MailReading
    {
        private const int StartBytes = 2;
        private readonly CountingStream _file = new(file);

        /// <inheritdoc />
        public override double? Done => path == "-" ? null : _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

        /// <inheritdoc />
        public override IEnumerable<MailChunk> Read()
        {
            var filler = new ChunkFiller();
            using var mails = new UnbrokenStream(Unpack());
            foreach (var mail in MboxReader.Read(mails))
            {
                cancel.ThrowIfCancellationRequested();
                var size = Math.Min(mail.Length, ChunkFiller.MostBytes);
                if (filler.TryTakeFull(size, out var full)) yield return full;
                mail.Span[..size].CopyTo(filler.Reserve(size));
                filler.Add(size);
            }

            if (mails.Fault is { } fault)
            {
                // The last mail is cut: kept, it would stand in the way of the whole one.
                filler.RemoveLast();
                Faults = [$"{path} breaks off after {_file.Position} bytes: {fault}; what stands before was taken, fetch the file again"];
            }

            if (filler.TryTakeRest(out var rest)) yield return rest;
        }

        protected override void Dispose(bool disposing) => _file.Dispose();

        private Stream Unpack()
        {
            // What two bytes tell is all that is needed, and standard input cannot be rewound.
            var start = new byte[StartBytes];
            var length = _file.ReadAtLeast(start, StartBytes, throwOnEndOfStream: false);
            var whole = new PrefixedStream(start.AsMemory(0, length), _file);
            return start is [0x1f, 0x8b] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
        }
    }
}
