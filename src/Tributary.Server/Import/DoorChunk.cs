using System.Text;

namespace Tributary.Server;

/// <summary>A chunk of mails as bytes, for the way from an import to the server.</summary>
internal static class DoorChunk
{
    /// <summary>The chunk as bytes.</summary>
    public static byte[] ToBytes(MailChunk chunk)
    {
        using var bytes = new MemoryStream(chunk.Bytes + (chunk.Count * 64) + 64);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(chunk.Position is not null);
        writer.Write(chunk.Position ?? "");
        writer.Write((int)chunk.Anew);
        writer.Write(chunk.Count);
        for (var i = 0; i < chunk.Count; i++)
        {
            var place = chunk.PlaceOf(i);
            writer.Write(place.Name ?? "");
            writer.Write(place.Number);
            writer.Write(chunk.IsDeletion(i));
            writer.Write(chunk[i].Length);
            writer.Write(chunk[i].Span);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The chunk again.</summary>
    /// <exception cref="IOException">The bytes are not those of a chunk.</exception>
    public static MailChunk FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var chunk = new MailChunk(bytes.Length);
        var hasPosition = reader.ReadBoolean();
        var position = reader.ReadString();
        chunk.Position = hasPosition ? position : null;
        chunk.Anew = (AnewReading)reader.ReadInt32();
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            var number = reader.ReadInt64();
            var isDeletion = reader.ReadBoolean();
            var size = reader.ReadInt32();
            reader.BaseStream.ReadExactly(chunk.Reserve(size));
            chunk.Add(size, new(name.Length == 0 ? null : name, number), isDeletion);
        }

        return chunk;
    }
}
