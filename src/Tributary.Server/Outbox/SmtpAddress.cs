using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tributary.Server;

/// <summary>A mail server, as <c>smtp://user:password@host:587?tls=required</c> names it.</summary>
internal sealed record SmtpAddress
{
    private const int DefaultPort = 25;
    private const int SubmissionPort = 587;
    private const int ImplicitPort = 465;
    private const int MostSeconds = 3600;

    /// <summary>Its name or number.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>Who signs in; empty: nobody.</summary>
    public string User { get; init; } = "";

    /// <summary>His password.</summary>
    public string Password { get; init; } = "";

    /// <summary>Whether the line is encrypted.</summary>
    public SmtpTls Tls { get; init; } = SmtpTls.Offered;

    /// <summary>How long one answer is waited for; ten times as long for that to the end of a letter (RFC 5321, 4.5.3.2.6).</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">It.</param>
    /// <param name="wrong">What is wrong with it, without the password.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out SmtpAddress? address, out string wrong)
    {
        address = null;
        wrong = "write smtp://host:25, smtp://user:password@host:587 or smtps://user:password@host, a password percent-encoded";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0 || uri.AbsolutePath is not ("" or "/")) return false;
        var isImplicit = uri.Scheme == "smtps";
        var (user, password) = uri.UserInfo.Split(':', 2) switch { [var name, var word] => (Uri.UnescapeDataString(name), Uri.UnescapeDataString(word)), [var name] => (Uri.UnescapeDataString(name), ""), _ => ("", "") };
        if ((user.Length > 0) != (password.Length > 0))
        {
            wrong = "a user needs a password, and a password a user";
            return false;
        }

        // A password is not said on a line that others may read.
        var read = new SmtpAddress
        {
            Host = uri.DnsSafeHost, User = user, Password = password, Tls = isImplicit ? SmtpTls.Implicit : user.Length > 0 ? SmtpTls.Required : SmtpTls.Offered,
            Port = uri.Port > 0 ? uri.Port : isImplicit ? ImplicitPort : user.Length > 0 ? SubmissionPort : DefaultPort,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Read(read, pair.Split('=', 2)) is not { } next)
            {
                wrong = $"?{pair} is not known; there is tls=required, tls=offered, tls=off and timeout=SECONDS";
                return false;
            }

            read = next;
        }

        address = read;
        return true;
    }

    private static SmtpAddress? Read(SmtpAddress address, string[] pair) => pair switch
    {
        ["tls", "required"] when address.Tls != SmtpTls.Implicit => address with { Tls = SmtpTls.Required },
        ["tls", "offered"] when address.Tls != SmtpTls.Implicit => address with { Tls = SmtpTls.Offered },
        ["tls", "off"] when address.Tls != SmtpTls.Implicit => address with { Tls = SmtpTls.Off },
        ["timeout", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= MostSeconds =>
            address with { Patience = TimeSpan.FromSeconds(seconds) },
        _ => null,
    };
}

/// <summary>Whether the line to a mail server is encrypted.</summary>
internal enum SmtpTls
{
    /// <summary>When the server offers it; its certificate proves nothing then.</summary>
    Offered,

    /// <summary>Always, by STARTTLS, with a certificate that holds.</summary>
    Required,

    /// <summary>Never.</summary>
    Off,

    /// <summary>From the first byte on, with a certificate that holds (RFC 8314).</summary>
    Implicit,
}
