namespace Tributary.Server;

/// <summary>The methods by which pages are asked for.</summary>
internal static class Verbs
{
    /// <summary>Reading: GET, and HEAD for its headers alone.</summary>
    public static string[] Read { get; } = ["GET", "HEAD"];
}
