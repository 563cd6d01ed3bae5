namespace Tributary.Workflow;

/// <summary>The letters as they are where a project has none of its own.</summary>
public static class DefaultTemplates
{
    // Of letters that only the sender gets, who may refuse them.
    private const string Ending = """

        {?link}

        {link}
        {/link}

        -- 
        A program wrote this.
        {?refusal}
        No more such letters: {refusal}
        {/refusal}
        """;

    private const string Accepted = """
        Hello,

        this {what} was applied to {repository} ({branch})
        {?by}
        by {by}:
        {/by}

        On {date} you wrote:
        {quote}

        Here is what became of it:
        {#patches}
          - {patch}
            {commit-link}
        {/patches}

        Thank you!

        -- 
        A program wrote this. What comes next is on the page of the series.
        {?link}
        {link}
        {/link}
        """;

    private const string CommandAnswer = """
        Hello,

        your mail of {date} commands what was not done:

        {#commands}
            {command}
                {reason}
        {/commands}

        What can be said, on a line of its own that begins with {bot} and a colon:

            {words}

        {rights}
        {?link}

        {link}
        {/link}

        -- 
        A program wrote this, and there is only this one answer.
        """;

    private const string StateChanged = """
        Hello,

        the state of your {what}

            {name}

        changed from {before} to {after}.
        {?by}
        {by} did so.
        {/by}
        """ + Ending;

    private const string Dropped = """
        Hello,

        this {what} was taken out of {repository} ({branch}) again:

            {name}

        {?why}
        The reason: {why}

        {/why}
        Its state is {state}.
        """ + Ending;

    private const string OnHold = """
        Hello,

        {?why}
        this {what} is on hold:

            {name}

        The reason: {why}
        You need not send it again.
        {/why}
        {?by}
        {by} said so.
        {/by}
        """ + Ending;

    private const string Window = """
        Hello,

        thank you for your {what}

            {name}

        The merge window of {release} is open, and {tree} takes nothing while it is.
        What you sent is on hold until {release}-rc1, which is likely to come about
        {closes}; it is on the list of what waits for that day. Should {tree}
        have moved on by then, you may be asked to send it again.
        """ + Ending;

    private const string LabVerdict = """
        Hello,

        the selftests were run with your {what}

            {name}

        on {tree} at {commit}: {verdict}.
        {?before}
        The run before said: {before}.
        {/before}

        {?says}
        {says}
        {/says}
        {#tests}
          - {test}
            {why}
        {/tests}
        {?summary}

        {suites} on {kernel}: {summary}
        {/summary}
        {?lacks}
        {lacks}
        {/lacks}
        {?run}

        {run}
        {/run}

        -- 
        A program wrote this. It writes again only when that changes.
        {?refusal}
        No more such letters: {refusal}
        {/refusal}
        """;

    /// <summary>The template of a kind.</summary>
    public static string Of(NoticeKind kind) => kind switch
    {
        NoticeKind.Accepted => Accepted,
        NoticeKind.CommandAnswer => CommandAnswer,
        NoticeKind.StateChanged => StateChanged,
        NoticeKind.Dropped => Dropped,
        NoticeKind.Window => Window,
        NoticeKind.LabVerdict => LabVerdict,
        _ => OnHold,
    };
}
