using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>The identifiers in List-Id headers (RFC 2919).</summary>
internal static class ListIdParser
{
    /// <summary>Each list once, in lower case, in order.</summary>
    public static ImmutableArray<string> Read(HeaderFields fields)
    {
        var i = fields.Find("list-id"u8);
        if (i < 0) return [];
        var ids = ImmutableArray.CreateBuilder<string>(1);
        for (; i >= 0 && ids.Count < 100; i = fields.Find("list-id"u8, i + 1))
        {
            var id = Parse(fields.All[i].Value);
            if (id.Length > 0 && !ids.Contains(id)) ids.Add(id);
        }

        return ids.DrainToImmutable();
    }

    private static string Parse(string value)
    {
        var open = value.LastIndexOf('<');
        var id = open < 0 ? value : value[(open + 1)..];
        var close = id.IndexOf('>', StringComparison.Ordinal);
        if (close >= 0) id = id[..close];
        id = id.Trim();
        return id.Contains(' ', StringComparison.Ordinal) || id.Length > 255 ? "" : id.ToLowerInvariant();
    }
}
