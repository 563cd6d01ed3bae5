namespace Tributary.Policy;

/// <summary>A sign that is there: its key in the profile's weights, and what it says.</summary>
/// <param name="Key">E.g. <c>paths-all</c>.</param>
/// <param name="Says">A clause, e.g. <c>all its files are BPF's</c>.</param>
internal readonly record struct RouteSign(string Key, string Says);
