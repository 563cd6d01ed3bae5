using System.Text;

namespace Tributary.Server;

/// <summary>A source that another process reads, and hands over in chunks.</summary>
/// <param name="kind">Its kind.</param>
/// <param name="location">Its location.</param>
/// <param name="frames">The other process.</param>
internal sealed class DoorSource(string kind, string location, DoorFrames frames) : IMailSource
{
    /// <inheritdoc />
    public string Kind => kind;

    /// <inheritdoc />
    public string Location => location;

    /// <inheritdoc />
    public Task<MailReading> OpenAsync(string position, CancellationToken cancel)
    {
        frames.Write(DoorFrame.Position, position);
        return Task.FromResult<MailReading>(new Reading(frames));
    }

    private sealed class Reading(DoorFrames frames) : MailReading
    {
        /// <inheritdoc />
        public override double? Done => null;

        /// <inheritdoc />
        public override IEnumerable<MailChunk> Read()
        {
            while (true)
            {
                switch (frames.Read(out var content))
                {
                    case DoorFrame.Chunk:
                        yield return DoorChunk.FromBytes(content);
                        break;
                    case DoorFrame.SourceEnd:
                        Faults = [.. Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
                        yield break;
                    default:
                        throw new IOException("the import has gone");
                }
            }
        }

        protected override void Dispose(bool disposing)
        {
            // The frames go on with the next source.
        }
    }
}
