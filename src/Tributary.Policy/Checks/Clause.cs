namespace Tributary.Policy;

/// <summary>A clause of the handbook, e.g. <c>REQ-2</c> (docs/handbook/clauses.yaml).</summary>
/// <param name="Id">Its id.</param>
public readonly record struct Clause(string Id)
{
    /// <summary>The handbook is silent: the general rules of the kernel hold (Documentation/process, the netdev FAQ, checkpatch).</summary>
    public static Clause General { get; } = new("GEN-1");

    /// <inheritdoc />
    public override string ToString() => Id;
}
