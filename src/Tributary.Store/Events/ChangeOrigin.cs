using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Where a change comes from; stands in every event that it causes.</summary>
/// <param name="Door">Through what.</param>
/// <param name="Actor">The user's number, or null where nobody is known.</param>
/// <param name="At">When.</param>
public sealed record ChangeOrigin(Door Door, long? Actor, DateTimeOffset At);
