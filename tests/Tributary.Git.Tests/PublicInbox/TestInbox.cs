using System.Globalization;
using System.Text;
using Tributary.Git;

namespace Tributary.Git.Tests;

/// <summary>A public-inbox in a folder of its own, written by <c>git fast-import</c> with a fixed identity and fixed dates.</summary>
internal sealed class TestInbox : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tributary-inbox-").FullName;
    private int _time = 1_500_000_000;

    public TestInbox(string name = "inbox.git")
    {
        Repository = Path.Combine(_root, name);
        Git(null, "init", "--quiet", "--bare", "--initial-branch=master", Repository);
    }

    public string Repository { get; private set; }

    public string Root => _root;

    public static string Mail(int number, string body = "text") =>
        $"Message-Id: <{number}@example.org>\nFrom: A <a@example.org>\nSubject: mail {number}\n\n{body} {number}\n";

    public string Git(string? repository, params string[] arguments) =>
        GitProgram.RunAsync(repository, [.. arguments], CancellationToken.None).GetAwaiter().GetResult().OrThrow("a test's git").Text;

    public string Add(string mail, string? parent = null) => Commit($"M 100644 inline m\ndata {Encoding.UTF8.GetByteCount(mail)}\n{mail}\n", parent, clear: true);

    public string Delete(string mail) => Commit($"M 100644 inline d\ndata {Encoding.UTF8.GetByteCount(mail)}\n{mail}\n", null, clear: true);

    public string Put(string path, string mail) => Commit($"M 100644 inline {path}\ndata {Encoding.UTF8.GetByteCount(mail)}\n{mail}\n", null, clear: false);

    public string Remove(string path) => Commit($"D {path}\n", null, clear: false);

    /// <summary>The file of a loose object.</summary>
    public string FileOf(string name)
    {
        var id = Git(Repository, "rev-parse", name);
        return Path.Combine(Repository, "objects", id[..2], id[2..]);
    }

    public void MoveTo(string name)
    {
        var place = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        Directory.Move(Repository, place);
        Repository = place;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Commit(string changes, string? parent, bool clear)
    {
        var hasTip = GitProgram.RunAsync(Repository, ["rev-parse", "--verify", "--quiet", "refs/heads/master"], CancellationToken.None).GetAwaiter().GetResult().IsSuccess;
        var time = (_time++).ToString(CultureInfo.InvariantCulture);
        var from = parent is not null ? $"from {parent}\n" : hasTip ? "from refs/heads/master^0\n" : "";
        var stream = $"commit refs/heads/master\ncommitter A <a@example.org> {time} +0000\ndata 4\nmail\n{from}{(clear ? "deleteall\n" : "")}{changes}";
        GitProgram.RunAsync(Repository, ["fast-import", "--quiet", "--force"], CancellationToken.None, Encoding.UTF8.GetBytes(stream))
            .GetAwaiter().GetResult().OrThrow("fast-import");
        return Git(Repository, "rev-parse", "refs/heads/master");
    }
}
