using System.Text;
using Tributary.Policy;

namespace Tributary.Git.Tests;

/// <summary>A small source tree with a MAINTAINERS file and a history by several people.</summary>
internal sealed class TestTree : IDisposable
{
    private const string Maintainers = """
        ALPHA
        M:	Ann Author <ann@example.com>
        L:	alpha@lists.example.com
        S:	Maintained
        F:	alpha/

        THE REST
        M:	Linus Torvalds <torvalds@linux-foundation.org>
        L:	all@lists.example.com
        S:	Buried alive in reporters
        F:	*
        F:	*/

        """;

    private readonly string _root = Directory.CreateTempSubdirectory("tributary-tree-").FullName;

    public TestTree()
    {
        Write("MAINTAINERS", Maintainers);
        Write(".mailmap", "Bob Builder <bob@example.com> <bob@old.example.com>\n");
        Write(".get_maintainer.ignore", "Gone Away <gone@example.com>\n");
        Git("init", "--quiet", "--initial-branch=master", _root);
    }

    public string Root => _root;

    /// <summary>A commit that gives a file other content.</summary>
    public string Commit(string path, string content, string author, string message)
    {
        Write(path, content);
        Git($"--work-tree={_root}", "add", path);
        Git($"--work-tree={_root}", "-c", "user.name=C", "-c", "user.email=c@example.com", "commit", "--quiet", "--allow-empty", $"--author={author}", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    public KernelTree Open() => KernelTree.Open(_root)!;

    /// <summary>Whom a search names, with the history since a time.</summary>
    public async Task<string[]> AskAsync(MaintainersChoice choice, Action<MaintainersSearch> ask, string since = HistoryReader.Usual)
    {
        var tree = Open();
        var search = new MaintainersSearch(tree.Maintainers, tree.Source, choice);
        ask(search);
        var match = search.Match();
        return [.. match.Complete(await new HistoryReader(tree, since).ReadAsync(match, CancellationToken.None)).Select(static one => one.ToString())];
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string path, string content)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content, new UTF8Encoding(false));
    }

    private string Git(params string[] arguments) =>
        GitProgram.RunAsync(Path.Combine(_root, ".git"), [.. arguments], CancellationToken.None).GetAwaiter().GetResult().OrThrow("a test's git").Text;
}
