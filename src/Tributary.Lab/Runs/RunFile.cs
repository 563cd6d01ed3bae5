using System.IO.Compression;
using System.Text.Json;

namespace Tributary.Lab;

/// <summary>A run's report as bytes that can be kept: packed JSON.</summary>
public static class RunFile
{
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 16 };

    /// <summary>Packs one.</summary>
    public static byte[] Write(RunReport report)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) JsonSerializer.Serialize(gzip, report, Options);
        return packed.ToArray();
    }

    /// <summary>Reads one that was packed here.</summary>
    public static RunReport Read(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<RunReport>(gzip, Options)!;
    }
}
