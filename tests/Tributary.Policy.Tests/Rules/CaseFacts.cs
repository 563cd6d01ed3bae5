using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Policy.Tests;

/// <summary>What a facts fence says, a line each: <c>commit HEX TREES TITLE</c>, <c>missing HEX</c>, <c>window open</c>, <c>cc PERSON : WHY</c> …</summary>
internal static class CaseFacts
{
    public static Facts Read(string text, string profile)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).Select(parts => (Word: parts[0], Said: parts[1].Trim())).ToList();
        var facts = new Facts { Profile = BuiltInProfiles.Find(lines.Find(line => line.Word == "profile").Said ?? profile)! };
        foreach (var (word, rest) in lines) facts = Add(facts, word, rest);
        return facts;
    }

    private static Facts Add(Facts facts, string word, string rest) => word switch
    {
        "profile" => facts,
        "commit" => AddCommit(facts, rest.Split(' ', 3)),
        "missing" => facts with { Commits = facts.Commits.SetItem(rest, null) },
        "window" => facts with { IsWindowOpen = rest == "open" },
        "cc" => facts with { Recipients = facts.Recipients.Add(RecipientOf(rest.Split(" : "), isList: false)) },
        "list" => facts with { Recipients = facts.Recipients.Add(RecipientOf(rest.Split(" : "), isList: true)) },
        "unmaintained" => facts with { Unmaintained = facts.Unmaintained.Add(rest) },
        "kernel" => facts with { KernelChanges = facts.KernelChanges.SetItem(rest.Split(' ', 2)[1], rest.Split(' ', 2)[0]) },
        "lab" => facts with { LabResults = facts.LabResults.Add(rest) },
        "draft" => facts with { IsDraft = true },
        _ => throw new InvalidOperationException($"no fact: {word}"),
    };

    private static Facts AddCommit(Facts facts, string[] parts)
    {
        var id = parts[0].PadRight(40, '0');
        var trees = parts[1] == "-" ? [] : parts[1].Split(',').ToImmutableArray();
        var known = new KnownCommit(id, parts[2], new("Ben Broke", "ben@example.org"), trees);
        return facts with { Commits = facts.Commits.SetItem(parts[0], known), HasTrees = facts.HasTrees || !trees.IsEmpty };
    }

    private static Recipient RecipientOf(string[] parts, bool isList)
    {
        var open = parts[0].IndexOf('<', StringComparison.Ordinal);
        var person = open < 0 ? new Mailbox("", parts[0]) : new Mailbox(parts[0][..open].Trim(), parts[0][(open + 1)..].TrimEnd('>'));
        return new(person, parts[1], isList);
    }
}
