using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Carries out what the form of a bundle asks: another name, public or not, another order, one patch less, or none of it any more.</summary>
internal sealed class BundleDesk(BundleQueries bundles, BundleStep step)
{
    /// <summary>Carries it out.</summary>
    /// <param name="number">The bundle's number.</param>
    /// <param name="posted">The fields <c>do name public patch</c>.</param>
    /// <param name="visitor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>How it ended, and what to say when it is done.</returns>
    public async Task<(WorkOutcome Outcome, string Done)> RunAsync(long number, PostedForm posted, Visitor visitor, CancellationToken cancel)
    {
        var what = posted.Text("do");
        if (what == "delete") return (await step.DeleteAsync(number, visitor.Actor, cancel), "The bundle is deleted; its patches stay.");
        if (what == "save")
            return (await step.ChangeAsync(number, new() { Name = posted.Text("name"), IsPublic = posted.IsTicked("public") }, visitor.Actor, cancel), "The bundle is saved.");
        if (await bundles.FindAsync(number, visitor.User?.Id, cancel) is not { } bundle) return (new WorkOutcome.NotFound(), "");
        ImmutableArray<long> patches = [.. bundle.Patches.Select(patch => patch.Id)];
        return Move(patches, posted) is { } after ? (await step.ChangeAsync(number, new() { Patches = after }, visitor.Actor, cancel), "The bundle is changed.")
            : (new WorkOutcome.Invalid("patch", "There is no such patch in it."), "");
    }

    // "up 12", "down 12", "remove 12", in one field, since each is a button.
    private static ImmutableArray<long>? Move(ImmutableArray<long> patches, PostedForm posted)
    {
        var words = posted.Text("do").Split(' ');
        if (words is not [var what, var number] || !WholeNumber.TryRead(number, out var id) || patches.IndexOf((long)id) is not (>= 0 and var at)) return null;
        var to = what switch { "up" => at - 1, "down" => at + 1, _ => -1 };
        if (what == "remove") return patches.RemoveAt(at);
        return to < 0 || to >= patches.Length ? patches : patches.RemoveAt(at).Insert(to, patches[at]);
    }
}
