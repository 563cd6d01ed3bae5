using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tributary.EndToEnd;

/// <summary>
/// A Postfix of the test's own: its configuration, queue and log are in a folder of the test, it listens on a free port of loopback, and it delivers to maildirs
/// there and to a socket by LMTP. That of the machine is not touched.
/// </summary>
internal sealed class PostfixServer : IDisposable
{
    private const string Program = "/usr/sbin/postfix";
    private readonly string _folder;

    private PostfixServer(string folder, int port) => (_folder, Port) = (folder, port);

    public int Port { get; }

    /// <summary>The socket to which mail for bpf@vger.kernel.org goes by LMTP.</summary>
    public string Lmtp => Path.Combine(_folder, "lmtp");

    /// <summary>The certificate that a client has to trust.</summary>
    public string Certificate => Path.Combine(_folder, "cert.pem");

    /// <summary>A program in the manner of sendmail that gives mail to this Postfix.</summary>
    public string Sendmail => Path.Combine(_folder, "sendmail");

    /// <summary>Starts it; null where it cannot be, with the reason printed.</summary>
    public static PostfixServer? Start()
    {
        if (!File.Exists(Program) || Environment.UserName != "root")
        {
            Console.WriteLine($"NOT RUN: {(File.Exists(Program) ? "Postfix starts as root only" : "Postfix is not installed: apt-get install postfix")}");
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("tributary-postfix-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var server = new PostfixServer(folder, FindFreePort());
        foreach (var name in (string[])["conf", "queue", "state", "box"]) Directory.CreateDirectory(Path.Combine(folder, name));
        server.WriteCertificate();
        File.WriteAllText(Path.Combine(folder, "conf", "main.cf"), server.MainConfiguration());
        File.WriteAllText(Path.Combine(folder, "conf", "master.cf"), server.MasterConfiguration());
        File.WriteAllText(server.Sendmail, $"#!/bin/sh\nexec /usr/sbin/sendmail -C {folder}/conf \"$@\"\n");
        File.SetUnixFileMode(server.Sendmail, (UnixFileMode)0b111_101_101);
        Run("/bin/chown", "postfix", $"{folder}/state", $"{folder}/box").ShouldBe(0);
        Run(Program, "-c", $"{folder}/conf", "start").ShouldBe(0);
        return server;
    }

    /// <summary>The mails in a maildir, waited for until there are so many.</summary>
    public string[] WaitForMails(string box, int count, Process alive)
    {
        var folder = Path.Combine(_folder, "box", box, "new");
        while (true)
        {
            var files = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
            if (files.Length >= count) return [.. files.Select(File.ReadAllText)];
            if (alive.HasExited) throw new InvalidOperationException($"trib ended: {alive.StandardError.ReadToEnd()}");
            Thread.Yield();
        }
    }

    /// <summary>Gives it a mail.</summary>
    public void Send(string sender, string recipient, string mail)
    {
        using var process = Begin(Sendmail, "-i", "-f", sender, "--", recipient);
        process.StandardInput.Write(mail);
        process.StandardInput.Close();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    public void Dispose()
    {
        Run(Program, "-c", $"{_folder}/conf", "stop").ShouldBe(0);
        Directory.Delete(_folder, recursive: true);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Begin(program, arguments);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static Process Begin(string program, params string[] arguments)
    {
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this is the mail server of a test.
        return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, UseShellExecute = false })!;
#pragma warning restore RS0030
    }

    private static int FindFreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Certificate, made.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private string MainConfiguration() => $$"""
        compatibility_level = 3.6
        config_directory = {{_folder}}/conf
        queue_directory = {{_folder}}/queue
        data_directory = {{_folder}}/state
        maillog_file = {{_folder}}/log
        maillog_file_prefixes = {{Path.GetDirectoryName(_folder)}}
        mail_owner = postfix
        setgid_group = postdrop
        daemon_directory = /usr/lib/postfix/sbin
        command_directory = /usr/sbin
        shlib_directory = /usr/lib/postfix
        meta_directory = /etc/postfix
        inet_interfaces = loopback-only
        myhostname = mail.test
        mydestination =
        mynetworks = 127.0.0.0/8 [::1]/128
        virtual_mailbox_domains = box.test
        virtual_mailbox_base = {{_folder}}/box
        virtual_mailbox_maps = inline:{ { mara@box.test = mara/ } { ann@box.test = ann/ } }
        virtual_uid_maps = static:{{IdOf("passwd")}}
        virtual_gid_maps = static:{{IdOf("group")}}
        virtual_minimum_uid = 50
        transport_maps = inline:{ { bpf@vger.kernel.org = lmtp:unix:{{Lmtp}} } }
        default_transport = error:no way out
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = {{Certificate}}
        smtpd_tls_key_file = {{_folder}}/key.pem
        minimal_backoff_time = 1s
        queue_run_delay = 1s

        """;

    private string MasterConfiguration() => $"""
        127.0.0.1:{Port} inet n - n - - smtpd
        pickup unix n - n 1 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 1 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        virtual unix - n n - - virtual
        lmtp unix - - n - - lmtp
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd

        """;

    // Third field of the line that begins with the name, in both files.
    private static int IdOf(string file) => int.Parse(
        File.ReadLines($"/etc/{file}").Single(line => line.StartsWith("postfix:", StringComparison.Ordinal)).Split(':')[2], CultureInfo.InvariantCulture);
}
