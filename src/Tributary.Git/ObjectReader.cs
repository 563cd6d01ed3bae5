using System.Buffers.Text;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Tributary.Git;

/// <summary>
/// A running <c>git cat-file --batch-command</c>: many objects of one repository without a process for each. Requests may be
/// written ahead of the answers by one thread while another reads them; answers come in the order of the requests. Disposing it kills git.
/// </summary>
public sealed class ObjectReader : IDisposable
{
    private const int PipeBytes = 1024 * 1024;
    private const int SetPipeSizeCommand = 1031; // F_SETPIPE_SZ of <fcntl.h>
    private const int BufferBytes = 256 * 1024;
    private readonly Process _git;
    private readonly BufferedStream _requests;
    private readonly Stream _answers;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;

    private ObjectReader(Process git)
    {
        _git = git;
        _requests = new(git.StandardInput.BaseStream, 16 * 1024);
        _answers = git.StandardOutput.BaseStream;
        // A larger pipe lets git run ahead: fewer switches between the two. Where the system refuses it stays as it is.
        if (OperatingSystem.IsLinux() && _answers is PipeStream pipe) _ = SetPipeSize(pipe.SafePipeHandle, SetPipeSizeCommand, PipeBytes);
        // What git complains of is told by the answers; an unread pipe would stop it.
        git.ErrorDataReceived += static (_, _) => { };
        git.BeginErrorReadLine();
    }

    /// <summary>Starts it.</summary>
    /// <param name="repository">The git directory.</param>
    public static ObjectReader Start(string repository) => new(GitProgram.Start(repository, ["cat-file", "--batch-command", "--buffer"]));

    /// <summary>Asks for an object; call <see cref="Flush"/> before waiting for its answer.</summary>
    /// <param name="name">Its id, or <c>COMMIT:path</c>; ASCII without line ends.</param>
    /// <returns>False when git has ended.</returns>
    public bool Request(ReadOnlySpan<char> name)
    {
        Span<byte> line = stackalloc byte[256];
        "contents "u8.CopyTo(line);
        var length = 9 + Encoding.ASCII.GetBytes(name, line[9..^1]);
        line[length++] = (byte)'\n';
        return Try(static (stream, bytes) => stream.Write(bytes), line[..length]);
    }

    /// <summary>Sends the requests that wait in the buffer. git answers none before, and in large writes: else each object would cost it three.</summary>
    /// <returns>False when git has ended.</returns>
    public bool Flush() => Try(
        static (stream, bytes) =>
        {
            stream.Write(bytes);
            stream.Flush();
        },
        "flush\n"u8);

    /// <summary>Tells git that no more requests come: it answers the last ones and ends.</summary>
    public void EndRequests() => Try(static (stream, _) => stream.Dispose(), default);

    /// <summary>The next answer's first line; read or skip its content (<see cref="TryReadContent"/>) before the next one.</summary>
    public ObjectHeader ReadHeader()
    {
        int length;
        while ((length = _buffer.AsSpan(_start.._end).IndexOf((byte)'\n')) < 0)
        {
            if (!Fill()) return new(ObjectKind.Ended, 0);
        }

        var header = Parse(_buffer.AsSpan(_start, length));
        _start += length + 1;
        return header;
    }

    /// <summary>Reads the content that follows a header.</summary>
    /// <param name="content">As long as the header says, or shorter: the rest is passed over.</param>
    /// <param name="size">What the header says.</param>
    /// <returns>False when git ended in the midst of it: the object is corrupt.</returns>
    public bool TryReadContent(Span<byte> content, long size)
    {
        size -= content.Length;
        while (true)
        {
            var part = Math.Min(content.Length, _end - _start);
            _buffer.AsSpan(_start, part).CopyTo(content);
            _start += part;
            content = content[part..];
            if (content.IsEmpty) break;
            if (content.Length < BufferBytes)
            {
                if (!Fill()) return false;
                continue;
            }

            var read = Read(content);
            if (read == 0) return false;
            content = content[read..];
        }

        return TrySkip(size + 1);
    }

    /// <summary>Passes over the content that follows a header.</summary>
    public bool TrySkipContent(long size) => TrySkip(size + 1);

    /// <inheritdoc />
    public void Dispose()
    {
        GitProgram.Kill(_git);
        _git.Dispose();
    }

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPipeSize(SafePipeHandle pipe, int command, int bytes);

    private static ObjectHeader Parse(ReadOnlySpan<byte> line)
    {
        var last = line.LastIndexOf((byte)' ');
        if (last < 0 || !Utf8Parser.TryParse(line[(last + 1)..], out long size, out var used) || used != line.Length - last - 1)
            return new(ObjectKind.Missing, 0);
        var rest = line[..last];
        var kind = rest[(rest.LastIndexOf((byte)' ') + 1)..];
        return new(kind.SequenceEqual("blob"u8) ? ObjectKind.Blob
            : kind.SequenceEqual("commit"u8) ? ObjectKind.Commit
            : kind.SequenceEqual("tree"u8) ? ObjectKind.Tree
            : kind.SequenceEqual("tag"u8) ? ObjectKind.Tag
            : ObjectKind.Missing, size);
    }

    private bool TrySkip(long count)
    {
        while (count > _end - _start)
        {
            count -= _end - _start;
            _start = _end;
            if (!Fill()) return false;
        }

        _start += (int)count;
        return true;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        // A line of an answer is short: a full buffer without one is no answer of git.
        if (_end == _buffer.Length) return false;
        var read = Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }

    private int Read(Span<byte> destination)
    {
        try
        {
            return _answers.Read(destination);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return 0;
        }
    }

    private delegate void StreamAction(BufferedStream stream, ReadOnlySpan<byte> bytes);

    private bool Try(StreamAction action, ReadOnlySpan<byte> bytes)
    {
        try
        {
            action(_requests, bytes);
            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return false;
        }
    }
}
