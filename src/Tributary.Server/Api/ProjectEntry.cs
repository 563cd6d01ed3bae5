using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>A project as the API shows it: what its profile says of it, and what its maintainers have changed since.</summary>
internal sealed record ProjectEntry
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The name in addresses.</summary>
    public required string LinkName { get; init; }

    /// <summary>Its name for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>The List-Id of its first list.</summary>
    public string ListId { get; init; } = "";

    /// <summary>The address of its first list.</summary>
    public string ListEmail { get; init; } = "";

    /// <summary>A prefix that its subjects must hold; none does.</summary>
    public string SubjectMatch { get; init; } = "";

    /// <summary>The fields that its maintainers may set, by their names in the API.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Who maintains it, by number.</summary>
    public ImmutableArray<UserListed> Maintainers { get; init; } = [];

    /// <summary>A field that its maintainers may set; empty where nobody has.</summary>
    public string Setting(string field) => Settings.GetValueOrDefault(field, "");

    /// <summary>Whether its series say what they depend on (1.4); so they do until a maintainer says otherwise.</summary>
    public bool ShowsDependencies => Setting("show_dependencies") != "false";

    /// <summary>Where its archive has a message, or null where nobody has said.</summary>
    /// <param name="messageId">The id, bare.</param>
    public string? ArchiveUrlOf(string messageId) => Setting("list_archive_url_format") is { Length: > 0 } form
        ? form.Replace("{}", messageId.Replace("/", "%2F", StringComparison.Ordinal), StringComparison.Ordinal) : null;
}
