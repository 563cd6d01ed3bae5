using System.Globalization;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git.Tests;

/// <summary>The files of a made-up tree, changed at random from a seed: lines, new files, files that go or get other names.</summary>
internal sealed class MadeTree(Random random)
{
    private static readonly string[] Spare = ["k/x.c", "k/y.c", "n/z.c", "new.h", "n/-v.c", "k/ünï.c"];
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);

    public static MadeTree Begin(Random random)
    {
        var tree = new MadeTree(random);
        foreach (var name in (string[])["k/a.c", "k/b.c", "n/c.c", "n/d with blank.c"])
            tree.files[name] = string.Concat(Enumerable.Range(1, 40).Select(line => string.Create(CultureInfo.InvariantCulture, $"{name} says {line}\n")));
        return tree;
    }

    public MadeTree Copy(Random? other = null)
    {
        var copy = new MadeTree(other ?? random);
        foreach (var (name, text) in files) copy.files[name] = text;
        return copy;
    }

    /// <summary>Changes one thing, seldom two.</summary>
    public void Change()
    {
        do One(); while (random.Next(4) == 0);
    }

    /// <summary>A commit that makes a branch what this is.</summary>
    public CommitId Commit(TestUpstream upstream, string branch, string message)
    {
        var there = upstream.Run("ls-tree", "-r", "-z", "--name-only", $"refs/heads/{branch}").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return upstream.CommitOn(branch, message, [.. there.Except(files.Keys).Select(static name => (Quote(name), (string?)null)), .. files.Select(static file => (Quote(file.Key), (string?)file.Value))]);
    }

    public CommitId Begin(TestUpstream upstream, string branch) => upstream.CommitOn(branch, "start", [.. files.Select(static file => (Quote(file.Key), (string?)file.Value))]);

    private static string Quote(string name) => name.Any(static letter => letter is ' ' or '"') ? $"\"{name}\"" : name;

    private void One()
    {
        if (files.Count == 0) files["k/a.c"] = "again\n";
        var name = files.Keys.ElementAt(random.Next(files.Count));
        switch (random.Next(12))
        {
            case 0:
                files.Remove(name);
                break;
            case 1:
                files[Spare[random.Next(Spare.Length)]] = string.Concat(Enumerable.Range(1, random.Next(1, 30)).Select(line => $"fresh {line} {random.Next(3)}\n"));
                break;
            case 2 or 3:
                Rename(name, Spare[random.Next(Spare.Length)]);
                break;
            case 4:
                files[name] = random.Next(2) == 0 ? files[name].TrimEnd('\n') : files[name] + "end\n";
                break;
            default:
                Edit(name);
                break;
        }
    }

    private void Rename(string from, string to)
    {
        if (files.ContainsKey(to)) return;
        files.Remove(from, out var text);
        files[to] = text!;
        if (random.Next(2) == 0) Edit(to);
    }

    private void Edit(string name)
    {
        var lines = files[name].Split('\n').ToList();
        // Few places and few words: so that two who change the same thing meet.
        var at = Math.Min(lines.Count - 1, random.Next(6) * 6);
        if (random.Next(3) == 0) lines.Insert(at, $"more {random.Next(3)}");
        else lines[at] = $"other {random.Next(3)}";
        files[name] = new StringBuilder().AppendJoin('\n', lines).ToString();
    }
}
