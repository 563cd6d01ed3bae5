using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Bench;

/// <summary>What is asked: the pages of the queue and its listed filters, other combinations, one series, one message.</summary>
internal static class QueueQuestions
{
    private const int Lines = 50;
    private static readonly SeriesFilter All = new() { Project = QueueFiller.Project };

    /// <summary>All questions.</summary>
    public static ImmutableArray<QueueQuestion> Everything { get; } =
    [
        Listed("queue, first page", All),
        new("queue, page in the middle", true, async (site, round) => (await site.Series.ListAsync(All, site.Middles[round], Lines, default)).Count),
        new("queue, page before the middle", true, async (site, round) => (await site.Series.ListNewerAsync(All, site.Middles[round], Lines, default)).Count),
        new("queue, last page", true, async (site, _) => (await site.Series.ListNewerAsync(All, null, Lines, default)).Count),
        Listed("state new", All with { State = PatchState.New }),
        Listed("state superseded", All with { State = PatchState.Superseded }),
        Listed("state awaiting-upstream", All with { State = PatchState.AwaitingUpstream }),
        Listed("waiting", All with { WaitingOnly = true }),
        Listed("tree bpf-next", All with { Tree = "bpf-next" }),
        Listed("no tree", All with { Tree = "" }),
        Listed("state new, tree bpf-next", All with { State = PatchState.New, Tree = "bpf-next" }),
        Listed("waiting, tree bpf", All with { WaitingOnly = true, Tree = "bpf" }),
        Listed("delegate bpf", All with { Delegate = "bpf" }),
        By("submitter, busy (address)", true, All, _ => QueueFiller.Address(1)),
        By("submitter, any (address)", true, All, Anybody),
        By("submitter, part of a name", true, All, (site, round) => $"last{1 + (round * 7 % Math.Min(1998, site.People))}"),
        By("submitter, a company", true, All, (_, round) => $"company{round % 149}"),
        Text("text, common (selftests)", true, All, _ => "selftests"),
        Text("text, some (sockmap)", true, All, _ => "sockmap"),
        Text("text, few (struct_ops)", true, All, _ => "struct_ops"),
        Text("text, rare", true, All, round => QueueMaker.RareWord(new Random(round))),
        Text("text, two words", true, All, _ => "fix memory"),
        Text("text, nothing", true, All, _ => "nothingsuch"),
        Listed("since a week before the end", All with { Since = new(2024, 12, 24, 0, 0, 0, TimeSpan.Zero) }),
        new("counts of the queue", true, async (site, _) => (await site.Series.ListCountsAsync(QueueFiller.Project, default)).Count),
        new("a series", true, async (site, round) => (await site.Series.FindAsync(new(site.SomeSeries[round]), default))!.Thread.Length),
        new("the series of a message", true, async (site, round) => (await site.Series.FindByMessageAsync(QueueFiller.Project, Id(site, round), default))!.Thread.Length),
        new("a message", true, async (site, round) => (await site.Messages.FindAsync(QueueFiller.Project, Id(site, round), default)) is null ? 0 : 1),
        new("500 lines with patches", false, async (site, _) => (await site.Series.ListContentsAsync([.. (await site.Series.ListAsync(All, null, 500, default)).Select(line => line.Id)], default)).Count),
        By("submitter busy + rare state", false, All with { State = PatchState.NeedsAck }, _ => QueueFiller.Address(1)),
        By("submitter busy + tree + delegate", false, All with { Tree = "bpf-next/net", Delegate = "ast" }, _ => QueueFiller.Address(1)),
        By("submitter busy + since", false, All with { Since = new(2024, 6, 1, 0, 0, 0, TimeSpan.Zero) }, _ => QueueFiller.Address(1)),
        Other("delegate + rare state", All with { Delegate = "bpf", State = PatchState.NeedsAck }),
        Other("rare delegate + frequent state", All with { Delegate = "dsahern", State = PatchState.Superseded }),
        Other("delegate + tree", All with { Delegate = "netdev", Tree = "bpf-next/net" }),
        Other("state + tree + delegate", All with { Delegate = "kuba", State = PatchState.Superseded, Tree = "bpf" }),
        Other("text common + rare state", All with { Text = "selftests", State = PatchState.Queued }),
        Other("text common + tree", All with { Text = "selftests bpf", Tree = "bpf-next/net" }),
        Other("text two frequent that never meet", All with { Text = "mptcp xfrm" }),
        Other("text one letter", All with { Text = "b" }),
        Text("text rare + state", false, All with { State = PatchState.Superseded }, round => QueueMaker.RareWord(new Random(round))),
        By("text common + submitter", false, All with { Text = "selftests" }, Anybody),
        By("company + rare state", false, All with { State = PatchState.NeedsAck }, _ => "company7"),
        By("part that nobody has", false, All, _ => "nobodyatall"),
        By("part that all have + text", false, All with { Text = "struct_ops" }, _ => "first"),
        By("part inside of a word", false, All, _ => "ompany1"),
    ];

    /// <summary>What is asked of the word index.</summary>
    public static ImmutableArray<QueueQuestion> Searches { get; } =
    [
        Search("search, a word in most messages", _ => "kernel"),
        Search("search, two of those", _ => "bpf selftests"),
        Search("search, some (sockmap)", _ => "sockmap"),
        Search("search, few", round => QueueMaker.RareWord(new Random(round))),
        Search("search, frequent and rare", round => $"kernel {QueueMaker.RareWord(new Random(round))}"),
        Search("search, a phrase", _ => "\"fix the\""),
        Search("search, a beginning", _ => "sock*"),
        Search("search, a sender", round => $"from:first{1 + round}"),
        Search("search, a word of the subject", _ => "subject:verifier"),
        Search("search, nothing", _ => "nothingsuch kernel"),
        new("search, a Message-Id", true, async (site, round) => (await site.Search.SearchAsync(QueueFiller.Project, Id(site, round).Value, null, Lines, default))!.Count),
    ];

    private static QueueQuestion Search(string name, Func<int, string> query) =>
        new(name, true, async (site, round) => (await site.Search.SearchAsync(QueueFiller.Project, query(round), null, Lines, default))!.Count);

    private static MessageId Id(QueueSite site, int round) => new(QueueFiller.MessageId(site.SomeMessages[round]));

    private static string Anybody(QueueSite site, int round) => QueueFiller.Address(1 + (round * 31 % site.People));

    private static QueueQuestion Listed(string name, SeriesFilter filter) => Ask(name, true, (_, _) => filter);

    private static QueueQuestion Other(string name, SeriesFilter filter) => Ask(name, false, (_, _) => filter);

    private static QueueQuestion Text(string name, bool isListed, SeriesFilter filter, Func<int, string> text) => Ask(name, isListed, (_, round) => filter with { Text = text(round) });

    private static QueueQuestion By(string name, bool isListed, SeriesFilter filter, Func<QueueSite, int, string> who) =>
        Ask(name, isListed, (site, round) => filter with { Submitter = who(site, round) });

    private static QueueQuestion By(string name, bool isListed, SeriesFilter filter, Func<int, string> who) => By(name, isListed, filter, (_, round) => who(round));

    private static QueueQuestion Ask(string name, bool isListed, Func<QueueSite, int, SeriesFilter> filter) =>
        new(name, isListed, async (site, round) => (await site.Series.ListAsync(filter(site, round), null, Lines, default)).Count);
}
