using System.Diagnostics.CodeAnalysis;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>How mail goes out.</summary>
public sealed record MailOut
{
    /// <summary>Who our letters are from.</summary>
    public MailIdentity Identity { get; init; } = MailIdentity.Unset;

    /// <summary>When a letter that could not be sent is tried again.</summary>
    public RetryPlan Retries { get; init; } = RetryPlan.Mail;

    /// <summary>The way itself.</summary>
    internal IMailTransport Transport { get; init; } = new DryRunTransport();

    /// <summary>Reads how mail goes out.</summary>
    /// <param name="way">
    /// <c>smtp://…</c> or <c>smtps://…</c>, <c>sendmail:PROGRAM</c>, <c>folder:FOLDER</c>, <c>dry-run</c>.
    /// </param>
    /// <param name="from">Our address, bare or as <c>Name &lt;address&gt;</c>; null: none was given.</param>
    /// <param name="spool">A folder of our own for what is being sent.</param>
    /// <param name="mail">How.</param>
    /// <param name="wrong">What is wrong, and what to write.</param>
    public static bool TryRead(string way, string? from, string spool, [NotNullWhen(true)] out MailOut? mail, out string wrong)
    {
        (mail, wrong) = (null, "");
        var identity = MailIdentity.Unset;
        if (from is not null && !MailIdentity.TryRead(from, out identity))
        {
            wrong = $"{from} is no address to send from; write patches@example.org or 'Name <patches@example.org>'";
            return false;
        }

        if (FindTransport(way, identity, spool, ref wrong) is not { } transport) return false;
        if (from is null && transport is not DryRunTransport)
        {
            wrong = "letters need an address that they are from: give --mail-from too (or TRIBUTARY_MAIL_FROM)";
            return false;
        }

        mail = new() { Identity = identity, Transport = transport };
        return true;
    }

    /// <summary>Looks whether it would take a letter.</summary>
    public Task<DoctorCheck> ExamineAsync(CancellationToken cancel) => Transport.ExamineAsync(cancel);

    private static IMailTransport? FindTransport(string way, MailIdentity identity, string spool, ref string wrong)
    {
        if (way == "dry-run") return new DryRunTransport();
        if (Rest(way, "folder:") is { Length: > 0 } folder) return new FolderTransport(Path.GetFullPath(folder));
        if (Rest(way, "sendmail:") is { } program && Path.IsPathRooted(program)) return new SendmailTransport(program, spool);
        if (way.StartsWith("smtp", StringComparison.Ordinal))
        {
            if (SmtpAddress.TryRead(way, out var address, out wrong)) return new SmtpTransport(address, identity.Domain, spool);
            return null;
        }

        // What it is may hold a password: it is not repeated.
        wrong = "that is no way out for mail; write smtp://host:25, sendmail:/usr/sbin/sendmail, folder:DIR or dry-run";
        return null;
    }

    private static string? Rest(string way, string scheme) => way.StartsWith(scheme, StringComparison.Ordinal) ? way[scheme.Length..] : null;
}
