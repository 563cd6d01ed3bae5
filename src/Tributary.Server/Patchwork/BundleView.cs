using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A bundle as data.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Its owner's username.</param>
/// <param name="Public">Everybody may see it.</param>
/// <param name="Project">The project's link name.</param>
/// <param name="Patches">Its patches in their order.</param>
public sealed record BundleView(long Id, string Name, string Owner, bool Public, string Project, IEnumerable<BundledPatchView> Patches)
{
    /// <summary>The data of a page.</summary>
    public static BundleView From(BundleModel model) => new(
        model.Bundle.Id, model.Bundle.Name, model.Bundle.Owner.Username, model.Bundle.IsPublic, model.Project.Name,
        model.Patches.Select(patch => new BundledPatchView(patch.Id.Value, patch.Name, patch.State.Slug)));
}

/// <summary>A patch of a bundle as data.</summary>
/// <param name="MessageId">Its message id.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">The state's slug.</param>
public sealed record BundledPatchView(string MessageId, string Name, string State);

/// <summary>The bundles of a project as data.</summary>
/// <param name="Project">The project's link name.</param>
/// <param name="Bundles">The bundles by name.</param>
public sealed record BundlesView(string Project, IEnumerable<BundleLineView> Bundles)
{
    /// <summary>The data of a page.</summary>
    public static BundlesView From(BundlesModel model) => new(
        model.Project.Name, model.Bundles.Select(bundle => new BundleLineView(bundle.Id, bundle.Name, bundle.Owner.Username, bundle.IsPublic, bundle.Patches.Length)));
}

/// <summary>A bundle in a list as data.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Its owner's username.</param>
/// <param name="Public">Everybody may see it.</param>
/// <param name="Patches">How many patches it holds.</param>
public sealed record BundleLineView(long Id, string Name, string Owner, bool Public, int Patches);
