using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tributary.Server;

/// <summary>A session with a mail server, as far as it is ready for a letter: greeted, encrypted, signed in (RFC 5321, 3207, 4954).</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpLine _line;
    private ImmutableDictionary<string, string> _offers = ImmutableDictionary<string, string>.Empty;

    private SmtpSession(SmtpLine line) => _line = line;

    /// <summary>True when the line is encrypted.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>The bytes that a letter may have; null when the server names none.</summary>
    public long? MostBytes => _offers.TryGetValue("SIZE", out var size) && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 ? bytes : null;

    /// <summary>Calls, greets, encrypts and signs in.</summary>
    /// <param name="address">The server.</param>
    /// <param name="name">Our name.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="SmtpException">It refuses, for now.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpAddress address, string name, CancellationToken cancel)
    {
        var session = new SmtpSession(await SmtpLine.OpenAsync(address, cancel));
        try
        {
            await session.StartAsync(address, name, cancel);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>True when the server offers an extension, e.g. <c>8BITMIME</c>.</summary>
    public bool Offers(string extension) => _offers.ContainsKey(extension);

    /// <summary>Says a line and reads the answer.</summary>
    public Task<SmtpAnswer> AskAsync(string command, CancellationToken cancel) => _line.AskAsync(command, cancel);

    /// <summary>Writes a mail up to, but without, the dot that ends it: a dot that begins a line is doubled (RFC 5321, 4.5.2).</summary>
    /// <param name="mail">The mail, lines with CRLF.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task WriteAsync(ReadOnlySpan<byte> mail, CancellationToken cancel)
    {
        var stuffed = new MemoryStream(mail.Length + 16);
        while (!mail.IsEmpty)
        {
            var end = mail.IndexOf("\r\n"u8);
            var line = end < 0 ? mail : mail[..end];
            if (line.StartsWith("."u8)) stuffed.WriteByte((byte)'.');
            stuffed.Write(line);
            stuffed.Write("\r\n"u8);
            mail = end < 0 ? [] : mail[(end + 2)..];
        }

        return _line.WriteAsync(stuffed.ToArray(), cancel);
    }

    /// <summary>Writes the dot, and reads what becomes of the letter.</summary>
    public async Task<SmtpAnswer> EndAsync(CancellationToken cancel)
    {
        await _line.WriteAsync(".\r\n"u8.ToArray(), cancel);
        return await _line.ReadEndAsync(cancel);
    }

    /// <summary>Says goodbye without waiting for an answer.</summary>
    public async Task QuitAsync()
    {
        try
        {
            await _line.WriteAsync("QUIT\r\n"u8.ToArray(), CancellationToken.None);
        }
        catch (Exception gone) when (gone is IOException or SmtpException or ObjectDisposedException)
        {
            // It hung up first.
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private async Task StartAsync(SmtpAddress address, string name, CancellationToken cancel)
    {
        if (address.Tls == SmtpTls.Implicit) await EncryptAsync(address, cancel);
        Demand(await _line.ReadAsync(cancel), "its greeting is");
        await GreetAsync(name, cancel);
        if (!IsEncrypted && address.Tls != SmtpTls.Off)
        {
            if (Offers("STARTTLS")) await StartTlsAsync(address, name, cancel);
            else if (address.Tls == SmtpTls.Required) throw new SmtpException("it offers no encryption (STARTTLS), which is required");
        }

        if (address.User.Length > 0) await SignInAsync(address, cancel);
    }

    private async Task StartTlsAsync(SmtpAddress address, string name, CancellationToken cancel)
    {
        var answer = await AskAsync("STARTTLS", cancel);
        if (!answer.IsGood && address.Tls == SmtpTls.Offered) return;
        Demand(answer, "to STARTTLS it says");
        await EncryptAsync(address, cancel);
        await GreetAsync(name, cancel);
    }

    private async Task EncryptAsync(SmtpAddress address, CancellationToken cancel)
    {
        await _line.EncryptAsync(address.Host, isVerified: address.Tls != SmtpTls.Offered, cancel);
        IsEncrypted = true;
    }

    private async Task GreetAsync(string name, CancellationToken cancel)
    {
        var answer = await AskAsync($"EHLO {name}", cancel);
        if (answer.Code is 500 or 502) Demand(await AskAsync($"HELO {name}", cancel), "to HELO it says");
        else Demand(answer, "to EHLO it says");
        var offers = answer.IsGood ? answer.Lines.Skip(1) : [];
        _offers = offers.Select(static line => line.Split(' ', 2)).DistinctBy(static words => words[0].ToUpperInvariant())
            .ToImmutableDictionary(static words => words[0].ToUpperInvariant(), static words => words.Length > 1 ? words[1] : "");
    }

    private async Task SignInAsync(SmtpAddress address, CancellationToken cancel)
    {
        var ways = _offers.GetValueOrDefault("AUTH", "").ToUpperInvariant().Split(' ');
        SmtpAnswer answer;
        if (ways.Contains("PLAIN"))
        {
            answer = await AskAsync($"AUTH PLAIN {Base64($"\0{address.User}\0{address.Password}")}", cancel);
        }
        else if (ways.Contains("LOGIN"))
        {
            answer = await AskAsync("AUTH LOGIN", cancel);
            if (answer.Code == 334) answer = await AskAsync(Base64(address.User), cancel);
            if (answer.Code == 334) answer = await AskAsync(Base64(address.Password), cancel);
        }
        else
        {
            throw new SmtpException("it lets nobody sign in by PLAIN or LOGIN");
        }

        Demand(answer, $"it does not let {address.User} sign in:");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // What is refused before a letter is spoken of says nothing of the letter: it can go later, when things are mended.
    private static void Demand(SmtpAnswer answer, string what)
    {
        if (!answer.IsGood) throw new SmtpException($"{what} {answer}");
    }
}
