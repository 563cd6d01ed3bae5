using System.Collections.Immutable;
using Tributary.Lab;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Keeps the result of a run: one, whatever happens. The patches of a series are told by a check what the kernel said.</summary>
/// <param name="database">The database.</param>
/// <param name="site">Where people reach the site, without a last slash.</param>
/// <param name="clock">Tells when.</param>
internal sealed class LabResultStep(Database database, string site, TimeProvider clock)
{
    private const int MostTold = 20;

    private static readonly (ResultKind Kind, string Words)[] Kinds =
        [(ResultKind.NewFailure, "new failures"), (ResultKind.AlsoOnBase, "also on the base"), (ResultKind.Flaky, "flaky"), (ResultKind.Known, "known"), (ResultKind.Fixed, "fixed")];

    /// <summary>By which the sender is told when a verdict turns; null where nobody is.</summary>
    public SeriesNotices? Notices { get; init; }

    /// <summary>Keeps it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="made">How it went.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task RunAsync(StoredRun run, LabMade made, CancellationToken cancel)
    {
        var report = made.Result?.Report;
        var compared = report is not null && run.Series is not null ? await new LabCompared(database, clock).RunAsync(run, report, cancel) : null;
        var done = run with
        {
            EndedAt = clock.GetUtcNow(), Tests = report?.Tests.Length ?? 0, Finish = report is null ? made.Refused!.Value.Word : LabWords.Of(report.End), Says = report?.Says ?? made.Refused!.Value.Says,
            Summary = report?.Totals.LastOrDefault()?.Line ?? "", Facts = made.Result is { } result ? LabFacts.Of(result).Write() : "", Base = compared?.Base,
            IsWorse = WorseOf(run, made, compared?.Compared),
        };
        ImmutableArray<string> failed = run.Series is null && report is not null ? FailedIn(report) : [];
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var isFirst = await new LabRunStore(write).FinishAsync(done, report is null ? null : RunFile.Write(report), failed, cancel);
        if (isFirst && run is { Series: { } series, Project: { } project })
        {
            await CheckAsync(write, (project, series), Check(done, compared?.Compared), cancel);
            await TellAsync(write, done, compared?.Compared, cancel);
            // A result stands for what nobody says of tests (REQ-1).
            await VerdictsAsked.NoteAnewAsync(write, [series], clock.GetUtcNow(), cancel);
        }

        await write.CommitAsync(cancel);
    }

    private async Task TellAsync(WriteTransaction write, StoredRun run, RunComparison? compared, CancellationToken cancel)
    {
        if (Notices is null || run.IsWorse is not { } isWorse) return;

        var before = await new LabRunStore(write).FindVerdictBeforeAsync(run, cancel);
        if (!LabFlip.IsTold(before, isWorse)) return;

        var said = (isWorse ? compared?.Complaints ?? [] : []).Select(static one => ("the kernel", $"It says, and did not on the base: {one}")).Take(MostTold);
        var told = (compared?.Tests ?? []).Where(test => test.Kind == (isWorse ? ResultKind.NewFailure : ResultKind.Fixed)).Take(MostTold);
        await Notices.LabVerdictAsync(write, new(run, before, isWorse) { Tests = [.. said, .. told.Select(static test => ($"{test.Test.Suite}: {test.Test.Name}", test.Says))] }, cancel);
    }

    // What could not be made here says nothing of the series.
    private static bool? WorseOf(StoredRun run, LabMade made, RunComparison? compared) =>
        run.Series is null ? null : made.Refused is { Word: "not-applied" or "not-built" } ? true : compared?.IsWorse;

    private static ImmutableArray<string> FailedIn(RunReport report) =>
        [.. (report.Complaints ?? []).Select(RunComparison.KeyOf), .. report.Tests.Where(static test => test.Verdict is TestVerdict.Failed or TestVerdict.Unfinished).Select(static test => test.Key).Distinct(StringComparer.Ordinal)];

    private NewCheck Check(StoredRun run, RunComparison? compared) => new()
    {
        State = run.IsWorse switch { true => CheckState.Fail, false => CheckState.Success, null => run.Finish == "passed" ? CheckState.Success : CheckState.Warning },
        Context = "lab-" + string.Concat(run.Suites.Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '-')),
        TargetUrl = site + Addresses.LabRun(run.Id),
        Description = Describe(run, compared),
    };

    private static string Describe(StoredRun run, RunComparison? compared)
    {
        if (compared is null) return $"{run.Finish}: {run.Says} {run.Summary}".Trim();

        var parts = Kinds.Where(part => compared.Count(part.Kind) > 0).Select(part => $"{compared.Count(part.Kind)} {part.Words}");
        return $"{(compared.IsRunBroken ? run.Says + " " : "")}{(compared.Complaints.IsEmpty ? "" : "The kernel complains of what it did not on the base. ")}{(compared.Tests.IsEmpty ? "As on the base" : string.Join(", ", parts))}. {run.Summary}".Trim();
    }

    private async Task CheckAsync(WriteTransaction write, (long Project, SeriesId Series) of, NewCheck check, CancellationToken cancel)
    {
        var numbers = await new VerdictStore(write).ListPatchesAsync(of.Series, cancel);
        if (numbers.Count == 0) return;

        var (now, user) = (clock.GetUtcNow(), await OwnAccounts.GetLabAsync(write, clock.GetUtcNow(), cancel));
        var added = await new CheckBook(write, of.Project).SaveAsync(user, numbers.Values.ToDictionary(static patch => patch, _ => ImmutableArray.Create(check)), now, cancel);
        var events = added.Select(one => new NewEvent { Category = EventCategory.CheckCreated, Patch = one.Patch, Check = one.Id, After = one.State.Slug }).ToList();
        await new EventStore(write, of.Project).AddAsync(events, new(Door.Schedule, user, now), cancel);
    }
}
