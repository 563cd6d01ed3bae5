using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Asks for fixes in stable kernels and refuses them, for those who may.</summary>
public sealed class StableStep(Database database, StableDesk desk, TimeProvider clock)
{
    /// <summary>Puts a commit into the queue.</summary>
    /// <param name="project">The project.</param>
    /// <param name="values">What its profile says of stable kernels.</param>
    /// <param name="ask">What is asked for.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>What was done, or why not: a branch that is maintained no more is refused (STB-3).</returns>
    public async Task<WorkOutcome> AskAsync(StoredProject project, StableValues values, StableRequest ask, CancellationToken cancel)
    {
        var dead = StableKernels.Dead(await desk.ListKernelsAsync(values, cancel));
        if (ask.Branches.FirstOrDefault(dead.ContainsKey) is { } gone) return new WorkOutcome.Conflict($"No fix goes there any more: {dead[gone]}.");
        using var open = desk.OpenIndex();
        if (open is null) return new WorkOutcome.Conflict("There is no index of commits yet: follow mainline and the stable branches first (trib stable index).");
        var (commit, why) = await StableNames.FindAsync(new(open.Index, open.Repository, dead), ask.Commit, cancel);
        if (commit is null) return new WorkOutcome.Conflict($"It is not in the queue: {why}.");
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var fix = new StableFix
        {
            Project = project.Id, Commit = commit.Id, Title = commit.Title, Author = $"{commit.Author.Name} <{commit.Author.Address}>", Asked = ask.How, AskedBy = ask.By, Branches = ask.Branches, Why = ask.Why, At = clock.GetUtcNow(),
        };
        await StableStore.AddAsync(write, [fix], cancel);
        await write.CommitAsideAsync(cancel);
        return new WorkOutcome.Done(0);
    }

    /// <summary>Refuses a fix for a branch, or for all.</summary>
    public async Task<WorkOutcome> RefuseAsync(StoredProject project, long fix, StableMark mark, CancellationToken cancel)
    {
        if (!(await new StableStore(database).ListAsync(project.Id, cancel)).Any(one => one.Id == fix)) return new WorkOutcome.NotFound();
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await StableStore.MarkAsync(write, fix, mark, cancel);
        await write.CommitAsideAsync(cancel);
        return new WorkOutcome.Done(fix);
    }
}

/// <summary>A wish for a fix in stable kernels.</summary>
/// <param name="Commit">The commit, as it is named, or its title.</param>
/// <param name="Branches">The branches; empty: wherever it is needed.</param>
/// <param name="How">By which way it was asked.</param>
/// <param name="By">Who asks.</param>
/// <param name="Why">His words.</param>
public sealed record StableRequest(string Commit, ImmutableArray<string> Branches, StableAsking How, string By, string Why)
{
    /// <summary>The branches of a text such as <c>6.6 6.1</c>, <c>linux-6.6.y, 6.1</c> or <c>5.15+</c>; other words are left out.</summary>
    public static ImmutableArray<string> ReadBranches(string text) => [.. text.Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(AskedBranches.ReadOne).OfType<string>().Distinct()];
}
