using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Tributary.Server;

/// <summary>The line to a mail server: commands and answers (RFC 5321, 4.2), first plain, then perhaps encrypted. Every wait has its end.</summary>
internal sealed class SmtpLine : IAsyncDisposable
{
    private const int MostAnswerBytes = 64 * 1024;
    private readonly TimeSpan _patience;
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream;
    private int _at;
    private int _end;

    private SmtpLine(Stream stream, TimeSpan patience)
    {
        _stream = stream;
        _patience = patience;
    }

    /// <summary>Calls a server.</summary>
    /// <exception cref="SocketException">It does not answer.</exception>
    /// <exception cref="SmtpException">It does not answer in time.</exception>
    public static async Task<SmtpLine> OpenAsync(SmtpAddress address, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await WaitAsync(address.Patience, async stop => { await socket.ConnectAsync(address.Host, address.Port, stop); return 0; }, cancel);
            return new(new NetworkStream(socket, ownsSocket: true), address.Patience);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Encrypts from here on.</summary>
    /// <param name="host">The name for which the certificate must hold.</param>
    /// <param name="isVerified">False: any certificate will do, which keeps off listeners and not impostors.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The certificate does not hold.</exception>
    public async Task EncryptAsync(string host, bool isVerified, CancellationToken cancel)
    {
        // What was sent before the encryption began must not count as said within it.
        if (_at < _end) throw new SmtpException("it spoke before the encryption began");
        var options = new SslClientAuthenticationOptions { TargetHost = host };
#pragma warning disable CA5359 // Without a demand for TLS the other choice is plain text: RFC 7435.
        if (!isVerified) options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        await WaitAsync(_patience, async stop => { await encrypted.AuthenticateAsClientAsync(options, stop); return 0; }, cancel);
    }

    /// <summary>Says a line and reads the answer to it.</summary>
    public async Task<SmtpAnswer> AskAsync(string command, CancellationToken cancel)
    {
        await WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancel);
        return await ReadAsync(_patience, cancel);
    }

    /// <summary>Writes bytes as they are.</summary>
    public Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => WaitAsync(_patience, async stop =>
    {
        await _stream.WriteAsync(bytes, stop);
        await _stream.FlushAsync(stop);
        return 0;
    }, cancel);

    /// <summary>Reads an answer, of one line or several.</summary>
    public Task<SmtpAnswer> ReadAsync(CancellationToken cancel) => ReadAsync(_patience, cancel);

    /// <summary>Reads the answer to the end of a letter, which may take long.</summary>
    public Task<SmtpAnswer> ReadEndAsync(CancellationToken cancel) => ReadAsync(_patience * 10, cancel);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static async Task<T> WaitAsync<T>(TimeSpan patience, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        waiting.CancelAfter(patience);
        try
        {
            return await work(waiting.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SmtpException(string.Create(CultureInfo.InvariantCulture, $"it did not answer within {patience.TotalSeconds:0} s"));
        }
    }

    private Task<SmtpAnswer> ReadAsync(TimeSpan patience, CancellationToken cancel) => WaitAsync(patience, async stop =>
    {
        var lines = new List<string>();
        for (var bytes = 0; bytes < MostAnswerBytes;)
        {
            var line = await ReadLineAsync(stop);
            bytes += line.Length + 2;
            if (line.Length < 3 || line.AsSpan(0, 3).ContainsAnyExceptInRange('0', '9') || (line.Length > 3 && line[3] is not (' ' or '-'))) throw new SmtpException($"it said what is no answer: {VisibleText.Flatten(line)}");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ') return new SmtpAnswer(int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture), [.. lines]);
        }

        throw new SmtpException("its answer has no end");
    }, cancel);

    private async Task<string> ReadLineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (line.Length < MostAnswerBytes)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, await _stream.ReadAsync(_buffer, cancel));
                if (_end == 0) throw new SmtpException("it hung up");
            }

            var value = _buffer[_at++];
            if (value == '\n') return line.ToString().TrimEnd('\r');
            line.Append(value is >= 0x20 and < 0x7f ? (char)value : value == '\r' ? '\r' : '?');
        }

        throw new SmtpException("its answer has no end");
    }
}
