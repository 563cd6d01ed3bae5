using System.Globalization;
using System.Text;

namespace Tributary.Bench;

/// <summary>A history that is made on top of a repository's tip: each commit changes a line of a file; and series made at places of it.</summary>
internal sealed class MadeHistory
{
    private readonly string upstream;
    private readonly Random random = new(1);
    private readonly List<string> paths;
    private readonly Dictionary<string, string[]> texts = new(StringComparer.Ordinal);
    private readonly List<(string Branch, int Number)> series = [];
    private readonly long start = TimeProvider.System.GetUtcNow().AddDays(-30).ToUnixTimeSeconds();
    private int made;

    public MadeHistory(string upstream, string[] areas)
    {
        this.upstream = upstream;
        paths = [.. TreesBench.Sh(upstream, $"git ls-tree -r --name-only master -- {string.Join(' ', areas)}").Split('\n').Where(static path => path.EndsWith(".c", StringComparison.Ordinal)).Take(300)];
        foreach (var path in paths) texts[path] = TreesBench.Sh(upstream, $"git cat-file blob master:{path}").Split('\n');
    }

    /// <summary>Adds commits to master.</summary>
    public void Grow(int count)
    {
        var script = new StringBuilder();
        for (var index = 0; index < count; index++)
        {
            var path = paths[random.Next(paths.Count)];
            var line = random.Next(texts[path].Length);
            texts[path] = [.. texts[path]];
            texts[path][line] += $" /* {made} */";
            Commit(script, "master", $"{path}: Change line {line} ({made})\n\nSigned-off-by: Ann <ann@example.org>", (path, texts[path]), index == 0 ? "from refs/heads/master^0\n" : "");
        }

        Import(script);
    }

    /// <summary>Makes series, each on the tip with some lines of its own, and sends them as mail; what comes to master later breaks a few.</summary>
    public string WriteSeries(int count, int patches)
    {
        var mbox = new StringBuilder();
        for (var number = 0; number < count; number++)
        {
            var (branch, script) = ($"topic{number}", new StringBuilder());
            var back = random.Next(1000);
            for (var patch = 0; patch < patches; patch++)
            {
                var path = paths[random.Next(paths.Count)];
                var text = TreesBench.Sh(upstream, $"git cat-file blob master~{back}:{path}").Split('\n');
                text[random.Next(text.Length)] += $" /* series {number} */";
                Commit(script, branch, $"{path}: Series {number}, part {patch + 1}\n\nWhy it is so.\n\nSigned-off-by: Ann <ann@example.org>", (path, text), patch == 0 ? $"from refs/heads/master~{back}\n" : "");
            }

            Import(script);
            series.Add((branch, number));
            mbox.Append(TreesBench.Sh(upstream, $"git -c user.name=Ann -c user.email=ann@example.org format-patch --stdout --thread=shallow --subject-prefix='PATCH bpf-next' --cover-letter -{patches} {branch} | sed -e 's/^Subject: /List-Id: <bpf.vger.kernel.org>\\nTo: bpf@vger.kernel.org\\nSubject: /' -e 's/cover\\.\\([0-9]\\)/cover{number}x\\1/g' -e 's/\\*\\*\\* SUBJECT HERE \\*\\*\\*/bench: Series {number}/'"));
        }

        return mbox.ToString();
    }

    /// <summary>Merges the first series into master.</summary>
    public void Land(int count)
    {
        foreach (var (branch, _) in series.Take(count))
        {
            // Without a checkout; what conflicts is committed with its marks, which is nothing to a bench.
            TreesBench.Sh(upstream, $"T=$(git merge-tree --write-tree master {branch} | head -1); C=$(git -c user.name=M -c user.email=m@example.org commit-tree -p master -p {branch} -m 'Merge {branch}' $T); git update-ref refs/heads/master $C");
        }
    }

    private void Commit(StringBuilder script, string branch, string message, (string Path, string[] Text) file, string from)
    {
        made++;
        var text = string.Join('\n', file.Text);
        script.Append(CultureInfo.InvariantCulture, $"commit refs/heads/{branch}\nauthor Ann <ann@example.org> {start + (made * 60)} +0000\ncommitter Ann <ann@example.org> {start + (made * 60)} +0000\ndata {Encoding.UTF8.GetByteCount(message)}\n{message}\n{from}M 100644 inline {file.Path}\ndata {Encoding.UTF8.GetByteCount(text)}\n{text}\n");
    }

    private void Import(StringBuilder script) => TreesBench.Sh(upstream, "git fast-import --quiet --force", Encoding.UTF8.GetBytes(script.ToString()));
}
