using System.Collections.Immutable;
using Tributary.Policy;

namespace Tributary.Store;

/// <summary>The rules of delegation that a project's maintainers made.</summary>
/// <param name="Rules">The rules in their order.</param>
/// <param name="ChangedAt">When they were saved last: who saves says which ones he saw.</param>
/// <param name="ChangedBy">By whom, a user name.</param>
public sealed record StoredDelegation(ImmutableArray<DelegationRule> Rules, DateTimeOffset ChangedAt, string ChangedBy);
