namespace Tributary.Store;

/// <summary>A server that runs on the database.</summary>
/// <param name="Name">Machine and process.</param>
/// <param name="Version">The program's version.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="SeenAt">When it last said that it runs.</param>
public sealed record Node(string Name, string Version, DateTimeOffset StartedAt, DateTimeOffset SeenAt);
