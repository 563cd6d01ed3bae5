using Tributary.Store;

namespace Tributary.Server;

/// <summary>How the installation is, as data.</summary>
public sealed record InstallationView(
    string Version, DatabaseView Database, IReadOnlyDictionary<string, long> Numbers, WordsView Words, IEnumerable<NodeView> Nodes, IEnumerable<FollowedSourceView> Sources,
    IEnumerable<HealthView> Checks)
{
    /// <summary>The data of a page.</summary>
    public static InstallationView From(InstallationModel model) => new(
        NodePresence.Version,
        new(model.Database.Kind, model.Database.Version, model.Database.Schema),
        model.Numbers,
        new(model.Words.Indexed, model.Words.Last, model.Words.Stale),
        model.Nodes.Select(node => new NodeView(node.Name, node.Version, node.StartedAt, node.SeenAt, model.IsAlive(node), node.Name == model.Here)),
        model.Sources.Select(FollowedSourceView.From),
        model.Checks.Select(static check => new HealthView(check.Name, check.IsWell, check.Finding)));
}

/// <summary>The database as data.</summary>
public sealed record DatabaseView(string Kind, string Version, int Schema);

/// <summary>The word index as data: numbers of messages.</summary>
public sealed record WordsView(long Indexed, long Last, long Stale);

/// <summary>A node as data.</summary>
public sealed record NodeView(string Name, string Version, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool Alive, bool Here);

/// <summary>A check as data.</summary>
public sealed record HealthView(string Name, bool Well, string Finding);

/// <summary>A followed source as data.</summary>
public sealed record FollowedSourceView(string Project, string Kind, string Location, double EverySeconds, DateTimeOffset? ReadAt, string? ReadBy, long Added, string Fault)
{
    /// <summary>The data of a source.</summary>
    public static FollowedSourceView From(FollowedSource source) => new(
        source.Project, source.Kind, Shown(source.Location), source.Every.TotalSeconds, source.ReadAt, source.ReadBy, source.Added, source.Fault.Replace(source.Location, Shown(source.Location), StringComparison.Ordinal));

    /// <summary>A location as everybody may see it: without password, and of a folder the last name alone.</summary>
    public static string Shown(string location) => Uri.TryCreate(location, UriKind.Absolute, out var uri) && !uri.IsFile
        ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "…/" + Path.GetFileName(location.TrimEnd('/'));
}
