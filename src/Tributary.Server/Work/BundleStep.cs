using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Makes, changes and deletes bundles: for users, and then for their owner only. Nobody else learns that a private one exists.</summary>
public sealed class BundleStep(Database database)
{
    private const int MostCharacters = 50;
    private const int MostPatches = 10_000;

    /// <summary>Makes a bundle.</summary>
    /// <param name="edit">Its name and patches, which must be there, and whether everybody sees it.</param>
    /// <param name="actor">Who makes it: its owner.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Done with the bundle's number, or why not.</returns>
    public Task<WorkOutcome> AddAsync(BundleEdit edit, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        if (actor.User is not { IsActive: true } owner) return new WorkOutcome.Refused("Only users keep bundles.");
        if (edit.Name is null) return new WorkOutcome.Invalid("name", "This field is required.");
        if (edit.Patches is null) return new WorkOutcome.Invalid("patches", "This field is required.");
        var id = await new BundleStore(write).TakeIdAsync(cancel);
        return await SaveAsync(write, new(id, Project: 0, owner.Id, ""), edit, cancel);
    }, cancel);

    /// <summary>Changes a bundle.</summary>
    /// <param name="bundle">Its number.</param>
    /// <param name="edit">What changes.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> ChangeAsync(long bundle, BundleEdit edit, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        var found = await new BundleStore(write).FindAsync(bundle, cancel);
        return FindRefusal(found, actor) ?? await SaveAsync(write, found!, edit, cancel);
    }, cancel);

    /// <summary>Deletes a bundle.</summary>
    public Task<WorkOutcome> DeleteAsync(long bundle, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        var store = new BundleStore(write);
        if (FindRefusal(await store.FindAsync(bundle, cancel), actor) is { } refusal) return refusal;
        await store.DeleteAsync(bundle, cancel);
        return new WorkOutcome.Done(bundle);
    }, cancel);

    private static WorkOutcome? FindRefusal(StoredBundle? bundle, WorkActor actor)
    {
        if (bundle is null) return new WorkOutcome.NotFound();
        if (actor.User is { IsActive: true } user && user.Id == bundle.Owner) return null;
        return bundle.IsPublic ? new WorkOutcome.Refused("Only its owner may change a bundle.") : new WorkOutcome.NotFound();
    }

    private static async Task<WorkOutcome> SaveAsync(WriteTransaction write, StoredBundle bundle, BundleEdit edit, CancellationToken cancel)
    {
        var store = new BundleStore(write);
        if (edit.Name is { } name)
        {
            if (FieldRules.CheckFilled("name", name, MostCharacters) is { } wrong) return wrong;
            if (name.Contains('/', StringComparison.Ordinal)) return new WorkOutcome.Invalid("name", "Bundle names can't contain slashes");
            bundle = bundle with { Name = name };
            if (await store.IsNameTakenAsync(bundle, cancel)) return new WorkOutcome.Invalid("name", $"You have a bundle '{name}' already.");
        }

        if (edit.Patches is { } patches)
        {
            if (patches.IsEmpty) return new WorkOutcome.Invalid("patches", "Bundles cannot be empty");
            if (patches.Length > MostPatches) return new WorkOutcome.Invalid("patches", $"A bundle holds at most {MostPatches} patches.");
            var found = await new WorkReader(write).ListPatchesAsync([.. patches.Distinct()], cancel);
            var known = found.Select(patch => patch.Id).ToHashSet();
            foreach (var patch in patches)
            {
                if (!known.Contains(patch)) return new WorkOutcome.Invalid("patches", $"Invalid pk \"{patch}\" - object does not exist.");
            }

            if (found.Any(patch => patch.Project != found[0].Project)) return new WorkOutcome.Invalid("patches", "Bundle patches must belong to the same project");
            bundle = bundle with { Patches = [.. patches.Distinct()], Project = found[0].Project };
        }

        await store.SaveAsync(bundle with { IsPublic = edit.IsPublic ?? bundle.IsPublic }, cancel);
        return new WorkOutcome.Done(bundle.Id);
    }
}

/// <summary>What is to change of a bundle; null stays.</summary>
public sealed record BundleEdit
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Everybody sees it.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>The numbers of its patches in their order.</summary>
    public ImmutableArray<long>? Patches { get; init; }
}
