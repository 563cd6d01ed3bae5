using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tributary.EndToEnd;

/// <summary>A public-inbox of version 2 that a test writes: a commit a mail, at <c>m</c>.</summary>
internal sealed class GitInbox
{
    private readonly string _folder;
    private long _clock = 1_700_000_000;
    private bool _hasMail;

    public GitInbox(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Run("", "init", "-q", "--bare", "-b", "master");
    }

    /// <summary>Its address for git.</summary>
    public string Url => $"file://{_folder}";

    /// <summary>Adds mails, the first one first.</summary>
    public void Add(params string[] mails)
    {
        var stream = new StringBuilder();
        foreach (var mail in mails)
        {
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/master\ncommitter A <a@example.org> {_clock++} +0000\ndata 4\nmail\n");
            // Within one stream a branch goes on by itself.
            if (_hasMail && mail == mails[0]) stream.Append("from refs/heads/master^0\n");
            stream.Append(CultureInfo.InvariantCulture, $"M 100644 inline m\ndata {Encoding.UTF8.GetByteCount(mail)}\n{mail}\n");
        }

        Run(stream.ToString(), "fast-import", "--quiet");
        _hasMail = true;
    }

    private void Run(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { UseShellExecute = false, RedirectStandardInput = true, WorkingDirectory = _folder };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this is the test's own git.
        using var git = Process.Start(start)!;
#pragma warning restore RS0030
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
    }
}
