using System.Collections.Immutable;
using Tributary.Git;

namespace Tributary.Server;

/// <summary>A public-inbox: repositories on disk, or a bundle or URL of which copies are kept.</summary>
/// <param name="location">A folder's full path, a bundle's full path, or a URL.</param>
/// <param name="mirrors">The folder of the copies.</param>
internal sealed class InboxSource(string location, string mirrors) : IMailSource
{
    /// <inheritdoc />
    public string Kind => "public-inbox";

    /// <inheritdoc />
    public string Location => location;

    /// <inheritdoc />
    public async Task<MailReading> OpenAsync(string position, CancellationToken cancel)
    {
        // Asked while the rest goes on: each start of git takes a moment.
        var version = GitVersion.RequireAsync(cancel);
        var epochs = InboxLocation.FindEpochs(location);
        if (epochs.IsEmpty) epochs = await new InboxMirror(mirrors).UpdateAsync(location, cancel);
        var reader = await InboxReader.OpenAsync(epochs, InboxPosition.FromJson(position), cancel);
        await version;
        return new Reading(location, reader, cancel);
    }

    private sealed class Reading : MailReading
    {
        private readonly string _location;
        private readonly InboxReader _reader;
        private readonly Lazy<Task<long>> _total;
        private long _read;

        public Reading(string location, InboxReader reader, CancellationToken cancel)
        {
            _location = location;
            _reader = reader;
            // Counting takes git a moment: it is done when somebody looks on, and nobody waits for it.
            _total = new(() => reader.CountAsync(cancel));
        }

        /// <inheritdoc />
        public override double? Done =>
            !_total.Value.IsCompletedSuccessfully ? null : _total.Value.Result == 0 ? 1 : Math.Min(1, (double)Interlocked.Read(ref _read) / _total.Value.Result);

        /// <inheritdoc />
        public override IEnumerable<MailChunk> Read()
        {
            var filler = new ChunkFiller();
            var before = _reader.Position;
            var anew = (_reader.IsAnew ? AnewReading.Reading : AnewReading.None) | (_reader.BeginsAnew ? AnewReading.Begins : AnewReading.None);
            while (_reader.TryRead(out var item))
            {
                var size = (int)Math.Min(item.Size, ChunkFiller.MostBytes);
                if (filler.TryTakeFull(size, out var full))
                {
                    full.Position = before.ToJson();
                    full.Anew = anew;
                    yield return full;
                    anew &= ~AnewReading.Begins;
                }

                if (_reader.TryReadContent(filler.Reserve(size))) filler.Add(size, new(item.Commit, item.Number), item.Kind == InboxItemKind.Deleted);
                before = _reader.Position;
                Interlocked.Increment(ref _read);
            }

            var rest = filler.TryTakeRest(out var last) ? last : new MailChunk(0);
            rest.Position = _reader.Position.ToJson();
            // While something is missing nobody knows whether it is still the same.
            rest.Anew = _reader.IsAnew && !_reader.Position.IsAnew ? anew | AnewReading.Ends : anew;
            Faults = [.. _reader.Position.Epochs.SelectMany(epoch => epoch.Gaps.Select(gap => Describe(epoch.Name, gap)))];
            yield return rest;
        }

        protected override void Dispose(bool disposing) => _reader.Dispose();

        private string Describe(string epoch, InboxGap gap) =>
            $"{_location}{(epoch.Length > 0 ? $" (epoch {epoch})" : "")}: commit {gap.Commit}: {gap.Reason}; it is tried again next time";
    }
}
