namespace Tributary.Server.Tests;

/// <summary>A small project: a series of two with its cover letter, a patch that follows, replies.</summary>
internal static class ApiMails
{
    /// <summary>The cover letter.</summary>
    public const string Cover = "cover@example.org";

    /// <summary>The first patch of the series.</summary>
    public const string First = "one@example.org";

    /// <summary>The second.</summary>
    public const string Second = "two@example.org";

    /// <summary>A patch of its own.</summary>
    public const string Alone = "alone@example.org";

    /// <summary>A reply to the first patch.</summary>
    public const string Reply = "reply@example.org";

    /// <summary>A reply to the cover letter.</summary>
    public const string Thanks = "thanks@example.org";

    private const string Head = $"In-Reply-To: <{Cover}>\nReferences: <{Cover}>\n";

    /// <summary>All of it.</summary>
    public static string[] All { get; } =
    [
        WebBench.Mail(Cover, "[PATCH tree v2 0/2] Turn widgets", "They should turn.\n\n-- \n2.39.2\n"),
        WebBench.Patch(First, "[PATCH tree v2 1/2] widgets: turn them", Head, hour: 1),
        WebBench.Patch(Second, "[PATCH tree v2 2/2] widgets: turn back", Head, path: "src/b.c", hour: 2),
        WebBench.Mail(Reply, "Re: [PATCH tree v2 1/2] widgets: turn them", "> Why it is so.\n\nFine.\n", $"In-Reply-To: <{First}>\n", "Rae Reviewer <rae@example.org>", hour: 3),
        WebBench.Mail(Thanks, "Re: [PATCH tree v2 0/2] Turn widgets", "Thanks.\n", $"In-Reply-To: <{Cover}>\n", "Rae Reviewer <rae@example.org>", hour: 4),
        WebBench.Patch(Alone, "[PATCH] gadgets: hold still", path: "src/c.c", hour: 5),
    ];
}
