using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tributary.Store;

/// <summary>A digest of rows in their order. Each value begins with its kind and length, so that no two rows are written the same.</summary>
internal sealed class RowHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] head = new byte[1 + sizeof(long)];

    /// <summary>Adds the row at which a reader stands.</summary>
    public void Add(DbDataReader reader)
    {
        for (var column = 0; column < reader.FieldCount; column++) Add(reader.GetValue(column));
    }

    /// <summary>Adds a value: nothing, a whole number, text or bytes.</summary>
    public void Add(object value)
    {
        switch (value)
        {
            case DBNull:
                Begin(0, 0);
                break;
            case long number:
                Begin(1, number);
                break;
            case byte[] blob:
                Begin(2, blob.Length);
                hash.AppendData(blob);
                break;
            default:
                var text = Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
                Begin(3, text.Length);
                hash.AppendData(text);
                break;
        }
    }

    /// <summary>The digest of all that was added, in hex.</summary>
    public string Finish() => Convert.ToHexString(hash.GetHashAndReset());

    /// <inheritdoc />
    public void Dispose() => hash.Dispose();

    private void Begin(byte kind, long number)
    {
        head[0] = kind;
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(1), number);
        hash.AppendData(head);
    }
}
