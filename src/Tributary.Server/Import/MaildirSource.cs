using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Tributary.Server;

/// <summary>
/// A maildir: a file a mail in <c>new/</c> and <c>cur/</c>. It may be written to while it is read: a file that went elsewhere between listing and reading is looked for
/// by its name, and what cannot be found is left for the next time. <c>tmp/</c> is nobody's business but the writer's.
/// </summary>
/// <param name="folder">Its full path.</param>
internal sealed class MaildirSource(string folder) : IMailSource
{
    /// <inheritdoc />
    public string Kind => "maildir";

    /// <inheritdoc />
    public string Location => folder;

    /// <summary>True for a folder that is one.</summary>
    public static bool Is(string path) => Directory.Exists(Path.Combine(path, "new")) && Directory.Exists(Path.Combine(path, "cur"));

    /// <inheritdoc />
    public Task<MailReading> OpenAsync(string position, CancellationToken cancel) =>
        Task.FromResult<MailReading>(new Reading(folder, MaildirPosition.FromText(position), cancel));

    /// <summary>Files by their unique name: what stands before the flags, which change.</summary>
    private static Dictionary<string, string> List(string folder)
    {
        var files = new Dictionary<string, string>();

        // new/ first: a mail that is moved to cur/ meanwhile is then seen twice and not missed.
        foreach (var part in (string[])["new", "cur"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, part)))
            {
                var name = Path.GetFileName(file);
                if (!name.StartsWith('.')) files[NameWithoutFlags(name)] = file;
            }
        }

        return files;
    }

    private static string NameWithoutFlags(string name) => name.Split(':', 2)[0];

    private sealed class Reading(string folder, MaildirPosition former, CancellationToken cancel) : MailReading
    {
        private const int MostFaults = 100;
        private readonly List<string> _faults = [];
        private long _total;
        private long _read;

        /// <inheritdoc />
        public override double? Done => Interlocked.Read(ref _total) is var total && total == 0 ? null : (double)Interlocked.Read(ref _read) / total;

        /// <inheritdoc />
        public override IEnumerable<MailChunk> Read()
        {
            var files = List(folder);
            var seen = new MaildirPosition(files.Keys.Where(former.Contains));
            var names = files.Keys.Where(name => !former.Contains(name)).Order(StringComparer.Ordinal).ToArray();
            Interlocked.Exchange(ref _total, names.Length);
            var filler = new ChunkFiller();
            Dictionary<string, string>? again = null;
            foreach (var name in names)
            {
                cancel.ThrowIfCancellationRequested();
                Interlocked.Increment(ref _read);
                var content = TryRead(files[name]);
                if (content is null && (again ??= List(folder)).TryGetValue(name, out var moved)) content = TryRead(moved);
                if (content is null) continue;
                if (filler.TryTakeFull(content.Length, out var full)) yield return full;
                content.CopyTo(filler.Reserve(content.Length));
                filler.Add(content.Length, name);
                seen.Add(name);
            }

            Faults = [.. _faults];
            var rest = filler.TryTakeRest(out var last) ? last : new MailChunk(0);
            rest.Position = seen.ToText();
            yield return rest;
        }

        protected override void Dispose(bool disposing)
        {
            // Each file is closed when it is read.
        }

        private byte[]? TryRead(string path)
        {
            try
            {
                using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
                var content = new byte[Math.Min(RandomAccess.GetLength(file), ChunkFiller.MostBytes)];
                var length = 0;
                while (length < content.Length && RandomAccess.Read(file, content.AsSpan(length), length) is > 0 and var read) length += read;
                return content[..length];
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // It stands in no other's way, and is tried again next time.
                var fault = $"{path} cannot be read: {failure.Message.TrimEnd('.')}; see whether it is a file that trib may read";
                if (_faults.Count < MostFaults && !_faults.Contains(fault)) _faults.Add(fault);
                return null;
            }
        }
    }
}

/// <summary>The names of a maildir that were read: eight bytes of each one's SHA-256.</summary>
internal sealed class MaildirPosition
{
    private readonly HashSet<long> _names;

    /// <summary>These names.</summary>
    public MaildirPosition(IEnumerable<string> names) => _names = [.. names.Select(Hash)];

    private MaildirPosition(HashSet<long> names) => _names = names;

    /// <summary>Reads what <see cref="ToText"/> wrote; what cannot be read begins at the start.</summary>
    public static MaildirPosition FromText(string text)
    {
        var bytes = new byte[text.Length];
        if (text.Length < 2 || !Convert.TryFromBase64String(text.Trim('"'), bytes, out var length)) return new(new HashSet<long>());
        return new([.. Enumerable.Range(0, length / sizeof(long)).Select(index => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(index * sizeof(long))))]);
    }

    /// <summary>True when the name was read.</summary>
    public bool Contains(string name) => _names.Contains(Hash(name));

    /// <summary>The name is read.</summary>
    public void Add(string name) => _names.Add(Hash(name));

    /// <summary>As a JSON string: base64 of the hashes in order.</summary>
    public string ToText()
    {
        var ordered = _names.Order().ToImmutableArray();
        var bytes = new byte[ordered.Length * sizeof(long)];
        for (var i = 0; i < ordered.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), ordered[i]);
        return $"\"{Convert.ToBase64String(bytes)}\"";
    }

    private static long Hash(string name) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
