using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary>Sorts mail into series, gathers what is known of each, runs the rules and finds the places.</summary>
internal static class CheckRun
{
    // In what git log shows of a commit the title and a blank line stand above the rest of the message.
    private const int AboveMessage = 3;

    /// <summary>All findings, series by series.</summary>
    public static async Task<ImmutableArray<CheckResult>> RunAsync(CheckInput input, Profile profile, CancellationToken cancel)
    {
        // Plain loops over classes: what .NET makes of pairs and of ids is compiled only when it runs, which takes as long as the rules do.
        var places = new Dictionary<string, CheckedPlace>(StringComparer.Ordinal);
        var all = new List<SeriesPart>();
        foreach (var file in input.Files)
        {
            foreach (var mail in file.Mails)
            {
                places.TryAdd(mail.Part.Id.Value, new(file, mail.Line));
                all.Add(mail.Part);
            }
        }

        var results = ImmutableArray.CreateBuilder<CheckResult>();
        MessageId? only = null;
        foreach (var file in input.Files) only ??= file.Only;
        foreach (var series in SeriesSorting.Sort(all))
        {
            if (only is not null && series.Mail.Head.Id != only) continue;
            var facts = await GatherAsync(series, input, profile, cancel);
            var (parts, lines) = (new Dictionary<string, SeriesPart>(StringComparer.Ordinal), new Dictionary<string, MailLines>(StringComparer.Ordinal));
            foreach (var part in series.Mail.Letters) parts.Add(part.Id.Value, part);
            foreach (var part in series.Mail.Replies) parts.Add(part.Id.Value, part);
            foreach (var finding in RuleRunner.Run(series.Mail, facts))
            {
                var id = finding.Mail.Value;
                var (part, place) = (parts[id], places[id]);
                if (!lines.TryGetValue(id, out var own)) lines.Add(id, own = new(part));
                results.Add(new(finding, part, place.File, LineOf(finding, place.File, place.Line, own)));
            }
        }

        return results.ToImmutable();
    }

    private static int LineOf(Finding finding, CheckedFile file, int start, MailLines lines)
    {
        if (file.IsCommit) return finding.Place.Part == MailPlacePart.Message ? finding.Place.Line + AboveMessage : 1;
        return start + lines.Find(finding.Place);
    }

    private static Task<Facts> GatherAsync(SortedSeries series, CheckInput input, Profile profile, CancellationToken cancel)
    {
        var facts = new Facts { Profile = profile, IsDraft = input.IsDraft, Earlier = series.Earlier };
        if (input.Tree is { } top && KernelTree.Open(top) is { } tree) facts = MaintainersFacts.Add(facts, series.Mail, tree.Maintainers, tree.Source);
        return input.Repository is { } repository ? AskAsync(repository, facts, series, input.IsDraft, cancel) : Task.FromResult(facts);
    }

    private static async Task<Facts> AskAsync(string repository, Facts facts, SortedSeries series, bool isDraft, CancellationToken cancel)
    {
        var profile = facts.Profile;
        if (MayBeForFeatures(series.Mail, profile)) facts = facts with { IsWindowOpen = await FindWindowAsync(repository, isDraft ? TimeProvider.System.GetUtcNow() : series.Mail.Head.Message.Date, cancel) };
        var commits = await CommitLookup.FindAsync(repository, FactQuestions.Commits(series.Mail), cancel);
        // Where the history is cut short, absence proves nothing.
        if (RepositoryPlace.IsShallow(repository)) commits = commits.RemoveRange(commits.Where(commit => commit.Value is null).Select(commit => commit.Key));
        var titles = FactQuestions.KernelTitles(series.Mail, profile);
        if (commits.IsEmpty && titles.IsEmpty) return facts;
        var trees = await TreeRefs.ListAsync(repository, profile, cancel);
        if (!titles.IsEmpty) facts = facts with { KernelChanges = await TitleLookup.FindAsync(repository, titles, profile, trees, cancel) };
        return facts with { Commits = await TreeRefs.PlaceAsync(repository, commits, trees, cancel), HasTrees = !trees.IsEmpty };
    }

    private static bool MayBeForFeatures(SeriesMail mail, Profile profile) =>
        profile.Trees.Any(tree => tree.Kind is TreeKind.Features && tree.Tags.Any(tag => mail.Head.Message.Subject.Contains(tag, StringComparison.OrdinalIgnoreCase)));

    // A clone of mainline has its tags; one that has none says nothing.
    private static async Task<bool?> FindWindowAsync(string repository, DateTimeOffset at, CancellationToken cancel)
    {
        try
        {
            return WindowRules.Read(await TagReader.ListAsync(repository, "refs/tags/", cancel), at)?.IsOpen;
        }
        catch (GitException)
        {
            return null;
        }
    }

    private sealed record CheckedPlace(CheckedFile File, int Line);
}
