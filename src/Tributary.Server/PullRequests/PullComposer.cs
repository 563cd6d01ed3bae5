using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Writes a pull request: counts in git, makes the tag or branch that is pulled, and the mail (TREE-3, TREE-4).</summary>
/// <param name="database">The trees, the ledger of commits, mainline's tags.</param>
/// <param name="folder">The folder of this node's repositories.</param>
/// <param name="clock">Tells the day.</param>
public sealed class PullComposer(Database database, string folder, TimeProvider clock)
{
    /// <summary>Composes it.</summary>
    /// <exception cref="GitException">git failed, or what is picked does not fit.</exception>
    public async Task<PullOutcome> RunAsync(Profile profile, PullAsk ask, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var followed = await new TreeStore(database).ListAsync(cancel);
        if (followed.FirstOrDefault(tree => tree.Name == ask.Tree) is not { } tree) return new PullOutcome.Refused($"the tree {ask.Tree} is not followed; trib tree add {ask.Tree}");
        var known = profile.Trees.FirstOrDefault(one => one.Name == ask.Tree);
        if ((ask.Into ?? known?.FlowsIntoOn(DateOnly.FromDateTime(now.UtcDateTime))) is not { } into) return new PullOutcome.Refused($"the profile does not say where {ask.Tree} flows; name the destination with --to TREE");
        if (TreeRepository.Find(folder, tree.Family) is not { } repository || await repository.FindTipAsync(tree.Name, cancel) is not { } tip) return new PullOutcome.Refused($"{ask.Tree} was not fetched yet; trib tree fetch {ask.Tree}");
        var destination = await repository.FindTipAsync(into, cancel);
        var since = ask.Since is null ? destination : await FindAsync(repository, ask.Since, cancel);
        if (since is not { } start) return new PullOutcome.Refused(ask.Since is null ? $"{into} is not at hand: trib tree add {into} and fetch it, or name --since COMMIT" : $"--since {ask.Since} is no commit or tag that is at hand");
        var (head, reference) = (tip, tree.Branch);
        if (!ask.Series.IsEmpty)
        {
            var picked = await PickAsync(repository, tip, start, ask, cancel);
            if (picked.Refusal is not null) return picked.Refusal;
            (head, reference) = (picked.Head, ask.BranchName(into));
        }

        if (await new PullReader(repository.Folder).ReadAsync(start, head, destination, cancel) is not { } facts) return new PullOutcome.Refused($"{ask.Tree} and {(ask.Since ?? into)} have no commit in common");
        if (facts.Count == 0) return new PullOutcome.UpToDate(ask.Tree, into);
        var letter = profile.PullRequests?.Letters.FirstOrDefault(one => one.Into == into);
        var isToMainline = into == ProfileTrees.Mainline;
        var changes = PullChanges.List(facts);
        var draft = new PullLetter(facts)
        {
            Into = into, Title = profile.Title, Url = ask.Url ?? PublicUrl(tree.Url), Ref = ask.Tag is null ? reference : $"tags/{ask.Tag}", Greeting = letter?.Greeting ?? "Hello,",
            Changes = ask.Changes ?? PullChanges.Write(changes), Signature = ask.Sender.Name, Now = now,
        };
        if (ask.Tag is { } tag)
        {
            await new PullPicker(repository).TagAsync(tag, head, draft.Summary, (new(ask.Sender.Name, ask.Sender.Address), ask.Key), cancel);
            draft = draft with { TagText = draft.Summary };
        }

        if (ask.Pushes)
        {
            if (tree.PushUrl is not { } push) return new PullOutcome.Refused($"there is nowhere to push {ask.Tree} to; trib tree add {ask.Tree} --push-url URL");
            ImmutableArray<string> refs = [.. ask.Series.IsEmpty ? [] : (string[])[PullPicker.BranchRef(reference)], .. ask.Tag is null ? [] : (string[])[$"refs/tags/{ask.Tag}"]];
            if (!refs.IsEmpty) await new PullPicker(repository).PushAsync(push, refs, cancel);
        }

        var reader = new WindowReader(database, folder, clock);
        await reader.RefreshAsync(cancel);
        var window = await reader.ReadAsync(cancel);
        return new PullOutcome.Done(new()
        {
            Tree = ask.Tree, Into = into, Letter = draft, Changes = changes, To = Addresses(letter?.To ?? []), Cc = Addresses(letter?.Cc ?? FallbackList(profile)),
            Subject = PullSubject.Write(profile.PullRequests?.Subjects ?? [], (ask.Tree, known?.Kind is TreeKind.Fixes, isToMainline), window, DateOnly.FromDateTime(now.UtcDateTime)),
            Text = isToMainline ? draft.WriteShort() : draft.WriteLong(),
        });
    }

    /// <summary>Keeps that it was written, and sends it where that is asked.</summary>
    public async Task KeepAsync(PullDraft draft, Outbox? outbox, Mailbox sender, CancellationToken cancel)
    {
        var facts = draft.Letter.Facts;
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await PullStore.AddAsync(write, new()
        {
            Tree = draft.Tree, Into = draft.Into, Base = facts.Base.Id, Head = facts.Head.Id, Reference = draft.Letter.Ref, Subject = draft.Subject, Commits = facts.Count, At = clock.GetUtcNow(), IsSent = outbox is not null,
        }, cancel);
        if (outbox is not null)
        {
            await outbox.PutAsync(write, new()
            {
                Key = $"pull-request/{draft.Tree}/{draft.Into}/{facts.Head.Id.Hex}", To = draft.To.IsEmpty ? draft.Cc : draft.To, Cc = draft.To.IsEmpty ? [] : draft.Cc, Subject = draft.Subject, Text = draft.Text,
                FromName = sender.Name.Length > 0 ? sender.Name : null, ReplyTo = sender.Address.Length > 0 ? sender : null, Automatic = AutoSubmitted.No,
            }, cancel);
        }

        await write.CommitAsync(cancel);
    }

    private async Task<(CommitId Head, PullOutcome? Refusal)> PickAsync(TreeRepository repository, CommitId tip, CommitId onto, PullAsk ask, CancellationToken cancel)
    {
        var wanted = new HashSet<CommitId>();
        foreach (var series in ask.Series)
        {
            var commits = (await new CommitQueries(database).ListOfSeriesAsync(series, cancel)).Where(commit => commit.Tree == ask.Tree && commit.IsInTree).Select(commit => commit.Commit).ToList();
            if (commits.Count == 0) return (default, new PullOutcome.Refused($"no patch of series {series} is known to be in {ask.Tree}"));
            wanted.UnionWith(commits);
        }

        var order = (await repository.RunAsync(["rev-list", "--topo-order", "--reverse", "--no-walk=sorted", .. wanted.Select(static commit => commit.Hex)], cancel)).OrThrow("ordering the commits");
        // By the tree's own history: dates may tie.
        var inTree = (await repository.RunAsync(["rev-list", "--topo-order", "--reverse", $"{onto.Hex}..{tip.Hex}"], cancel)).OrThrow("ordering the commits").Text.Split('\n');
        ImmutableArray<CommitId> ordered = [.. inTree.Where(line => CommitId.TryParse(line, out var id) && wanted.Contains(id)).Select(CommitId.Parse)];
        if (ordered.Length < wanted.Count) ordered = [.. order.Text.Split('\n').Select(CommitId.Parse)];
        var into = ask.Into ?? "";
        return (await new PullPicker(repository).PickAsync(ask.BranchName(into), onto, ordered, new(ask.Sender.Name, ask.Sender.Address), cancel), null);
    }

    private static async Task<CommitId?> FindAsync(TreeRepository repository, string name, CancellationToken cancel) =>
        await repository.FindAsync(name, cancel) ?? await repository.FindAsync(TreeRef.Tags(ProfileTrees.Mainline) + name, cancel)
        ?? (TreeName.IsTree(name) ? await repository.FindTipAsync(name, cancel) : null);

    private static ImmutableArray<string> FallbackList(Profile profile) => profile.ListFor(ListUse.PullRequests) is { } list ? [list.Address] : [];

    private static ImmutableArray<Mailbox> Addresses(ImmutableArray<string> addresses) => [.. addresses.Select(static address => new Mailbox("", address))];

    private static string PublicUrl(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0 && uri.Scheme is "http" or "https" ? new UriBuilder(uri) { UserName = "", Password = "" }.Uri.ToString() : url;
}
