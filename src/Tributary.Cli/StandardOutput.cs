using System.Runtime.InteropServices;

namespace Tributary.Cli;

/// <summary>
/// Descriptor 1 as a stream that is only written, by write(2). .NET's own looks at the terminal, its encoding and its signals before the first byte, which takes a
/// twentieth of a short command; a FileStream writes at an offset of its own, so that it fails on a pipe or overwrites what stands in a file.
/// </summary>
internal sealed unsafe class StandardOutput : Stream
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int BrokenPipe = 32;
    private const short ForWriting = 4;

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes all of it. Where the reader has gone (<c>trib … | head</c>) the rest is for nobody, and no error.</summary>
    /// <exception cref="IOException">The disk is full, or the like.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (var at = 0; at < buffer.Length;)
            {
                var written = WriteTo(1, start + at, buffer.Length - at);
                if (written >= 0)
                {
                    at += (int)written;
                    continue;
                }

                var error = Marshal.GetLastSystemError();
                if (error == BrokenPipe) return;
                if (error == TryAgain) Wait();
                else if (error != Interrupted) throw new IOException($"standard output: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
    }

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    // A pipe that its other end made non-blocking.
    private static void Wait()
    {
        var descriptor = new Polled { Descriptor = 1, Wanted = ForWriting };
        _ = Poll(&descriptor, 1, -1);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "write")]
    private static extern nint WriteTo(int descriptor, byte* bytes, nint count);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "poll")]
    private static extern int Poll(Polled* descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
