using System.Collections.Immutable;
using Tributary.Git;

namespace Tributary.Lab;

/// <summary>Makes runs of sources as they are, and with patches on them.</summary>
/// <param name="cache">What is kept between runs.</param>
/// <param name="tell">Is told what is being done.</param>
public sealed class LabPair(LabCache cache, Action<string> tell)
{
    /// <summary>Of the sources as they are; what is built of them stays.</summary>
    /// <param name="request">The run, but for its sources.</param>
    /// <param name="source">The sources.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Ends it, and throws.</param>
    public Task<LabResult> RunBaseAsync(LabRequest request, string source, IProgress<RunProgress>? progress, CancellationToken cancel) =>
        new LabRun(cache, tell).RunAsync(request with { Tree = source, Output = OutputOf(source), KernelOutput = KernelOf(source), IsForeign = true }, progress, cancel);

    /// <summary>Of the sources with patches on them; what is built of those goes with the run.</summary>
    /// <param name="request">The run, but for its sources.</param>
    /// <param name="source">The sources, which stay as they are.</param>
    /// <param name="patches">The patches.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Ends it, and throws.</param>
    public async Task<LabPatched> RunPatchedAsync(LabRequest request, string source, ImmutableArray<string> patches, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        await using var scratch = LeashedFolder.Create(cache.Place("scratch"));
        var (patched, built, kernel) = (Path.Combine(scratch.Path, "src"), Path.Combine(scratch.Path, "out"), Path.Combine(scratch.Path, "kernel"));
        if (await new SourceExport(cache, tell).ApplyAsync(source, patches, patched, cancel) is { } refused) return new LabPatched.NotApplied(refused.Number, refused.Why);

        // Begun with what was built of the base, so that only what the patches change is built.
        await CopyAsync(OutputOf(source), built, cancel);
        if (request.IsBuilt) await CopyAsync(KernelOf(source), kernel, cancel);
        try
        {
            return new LabPatched.Ran(await new LabRun(cache, tell).RunAsync(request with { Tree = patched, Output = built, KernelOutput = kernel, IsForeign = true, IsPatched = true }, progress, cancel));
        }
        catch (LabException broken) when (broken is BuildException or DiskLimitException)
        {
            return new LabPatched.NotBuilt(broken.Message);
        }
    }

    private static async Task CopyAsync(string from, string to, CancellationToken cancel)
    {
        if (!Directory.Exists(from)) return;

        // Not while it is being built.
        using var turn = await LabCache.TakeAsync(from, cancel);
        await Tool.DoAsync(["cp", "-a", "--reflink=auto", from, to], Path.GetDirectoryName(to)!, TimeSpan.FromMinutes(30), cancel);
    }

    private string KernelOf(string source) => Path.Combine(cache.Place(SourceExport.Built), Path.GetFileName(source));

    private string OutputOf(string source) => Path.Combine(cache.Place("selftests"), Path.GetFileName(source));
}

/// <summary>What came of a run with patches.</summary>
public abstract record LabPatched
{
    private LabPatched()
    {
    }

    /// <summary>It ran.</summary>
    /// <param name="Result">The run.</param>
    public sealed record Ran(LabResult Result) : LabPatched;

    /// <summary>A patch does not apply.</summary>
    /// <param name="Number">Which, from 1.</param>
    /// <param name="Why">What git says.</param>
    public sealed record NotApplied(int Number, string Why) : LabPatched;

    /// <summary>The tests do not build with the patches.</summary>
    /// <param name="Why">The line that says why.</param>
    public sealed record NotBuilt(string Why) : LabPatched;
}
