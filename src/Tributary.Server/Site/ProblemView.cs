namespace Tributary.Server;

/// <summary>An error as data, in Patchwork's form.</summary>
/// <param name="Detail">What was wrong and what to do.</param>
public sealed record ProblemView(string Detail);
