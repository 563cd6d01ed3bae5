using System.Collections.Immutable;
using System.Text;
using Tributary.Mail;

namespace Tributary.Policy.Tests;

/// <summary>The page of a rule: its fences are mails that pass and mails that fail, and what is known beside them.</summary>
/// <param name="Text">The whole page.</param>
/// <param name="Cases">The mails.</param>
public sealed record RulePage(string Text, ImmutableArray<RuleCase> Cases)
{
    public static string Folder { get; } = Path.Combine(Root(), "docs", "rules");

    public static RulePage Read(string id)
    {
        var text = File.ReadAllText(Path.Combine(Folder, id + ".md"));
        var cases = ImmutableArray.CreateBuilder<RuleCase>();
        var (facts, earlier) = ("", "");
        foreach (var (kind, body) in Fences(text))
        {
            if (kind == "facts") facts = body;
            else if (kind == "earlier") earlier = body;
            else if (kind is "pass" or "fail") cases.Add(new(kind == "pass", body, facts, earlier));
        }

        return new(text, cases.ToImmutable());
    }

    private static IEnumerable<(string Kind, string Body)> Fences(string text)
    {
        string? kind = null;
        var body = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (kind is null && line.StartsWith("```", StringComparison.Ordinal)) kind = line[3..].Trim();
            else if (kind is not null && line == "```")
            {
                yield return (kind, body.ToString());
                kind = null;
                body.Clear();
            }
            else if (kind is not null) body.Append(line).Append('\n');
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tributary.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}

/// <summary>A fence of a page.</summary>
/// <param name="IsPass">True for mail that passes.</param>
/// <param name="Mail">A mail, or several as an mbox.</param>
/// <param name="Known">What is known beside it: the facts fence before it.</param>
/// <param name="Earlier">The mail of earlier versions, as an mbox.</param>
public sealed record RuleCase(bool IsPass, string Mail, string Known, string Earlier)
{
    private const string DefaultProfile = "bpf";

    /// <summary>The series and what is known of it.</summary>
    public (SeriesMail Series, Facts Facts) Read()
    {
        var mails = Parts(Mail);
        var sorted = SeriesSorting.Sort([.. Parts(Earlier), .. mails]);
        var series = sorted.Last(series => mails.Any(mail => mail.Id == series.Mail.Head.Id));
        return (series.Mail, CaseFacts.Read(Known, DefaultProfile) with { Earlier = series.Earlier });
    }

    public static IReadOnlyList<SeriesPart> Parts(string mbox)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mbox));
        return [.. MboxReader.Read(stream).Select(raw => SeriesPart.Read(MessageReader.Read(raw))).Where(part => part.Message.Unreadable is null)];
    }
}
