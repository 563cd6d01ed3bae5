namespace Tributary.Workflow;

/// <summary>A state that somebody decided on.</summary>
/// <param name="State">The state.</param>
/// <param name="Over">The number of the later version that stood then, against which it holds; null where none stood, or where the state is never superseded.</param>
public readonly record struct DecidedState(PatchState State, long? Over);

/// <summary>Whom somebody gave it to.</summary>
/// <param name="Name">A user name; empty: to nobody.</param>
public readonly record struct GivenTo(string Name);
