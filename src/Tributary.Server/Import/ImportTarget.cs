namespace Tributary.Server;

/// <summary>Where imported mail goes.</summary>
/// <param name="Project">The link name of the project.</param>
/// <param name="Profile">The profile that the project is made from when it is new.</param>
/// <param name="ListId">Only mail that bears this List-Id is taken, lower case; null for all mail.</param>
public sealed record ImportTarget(string Project, string Profile, string? ListId);
