using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What the page shows that says where a commit is.</summary>
/// <param name="Asked">The commit or title that was asked for; empty for the empty form.</param>
/// <param name="Found">The answers.</param>
public sealed record WhereModel(string Asked, ImmutableArray<Whereabouts> Found);
