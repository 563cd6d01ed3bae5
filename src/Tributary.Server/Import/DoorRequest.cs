using System.Text.Json.Serialization;

namespace Tributary.Server;

/// <summary>What an import asks of the server.</summary>
/// <param name="Version">The program's version: both sides are to be of the same.</param>
/// <param name="Target">Where the mail goes.</param>
/// <param name="IsVerbose">Tell each mail that is ignored or quarantined.</param>
internal sealed record DoorRequest(string Version, ImportTarget Target, bool IsVerbose)
{
    /// <summary>It just arrived: what it commands is carried out.</summary>
    public bool IsLive { get; init; }

    /// <summary>The version of this program.</summary>
    public static string Current { get; } = typeof(DoorRequest).Assembly.GetName().Version!.ToString();
}

[JsonSerializable(typeof(DoorRequest))]
[JsonSerializable(typeof(ImportReport))]
internal sealed partial class DoorJson : JsonSerializerContext;
