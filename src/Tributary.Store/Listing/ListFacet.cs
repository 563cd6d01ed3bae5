using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tributary.Store;

/// <summary>The lists whose rows are counted.</summary>
internal enum CountedList
{
    /// <summary>Patches: by archive always, and by state, delegate, both, submitter, or submitter and state.</summary>
    Patches = 0,

    /// <summary>Cover letters: all, or by submitter.</summary>
    Covers = 1,

    /// <summary>Series: all, or by submitter.</summary>
    Series = 2,

    /// <summary>Events: all that Patchwork knows, all others, or by category; each also by the user who did it, who stands as a submitter.</summary>
    Events = 3,
}

/// <summary>Which rows of a list are counted together, packed into one number: the column <c>facet</c>.</summary>
internal static class ListFacet
{
    private const int ArchivedBit = 2;
    private const int StateBit = 3;
    private const int PersonKindBit = 9;
    private const int PersonBit = 11;

    /// <summary>The number of a facet.</summary>
    /// <param name="list">The list.</param>
    /// <param name="isArchived">In the archive; false for what knows no archive.</param>
    /// <param name="state">The state (of an event the category), or null for any.</param>
    /// <param name="person">Number of a person of that kind, or null for anybody.</param>
    public static long Of(CountedList list, bool isArchived, long? state, FacetPerson? person) =>
        (long)list | (isArchived ? 1L << ArchivedBit : 0) | ((state is { } value ? value + 1 : 0) << StateBit)
        | (person is { } known ? ((known.IsSubmitter ? 2L : 1L) << PersonKindBit) | (known.Number << PersonBit) : 0);

    /// <summary>True for the facets of one submitter: there are many, so that they are counted by large blocks only.</summary>
    public static bool IsOfSubmitter(long facet) => ((facet >> PersonKindBit) & 2) != 0;
}

/// <summary>A submitter or a delegate in a facet.</summary>
/// <param name="IsSubmitter">A submitter; else a delegate.</param>
/// <param name="Number">Of a submitter the number; of a delegate 48 bits of the digest of the name.</param>
internal readonly record struct FacetPerson(bool IsSubmitter, long Number)
{
    /// <summary>A submitter.</summary>
    public static FacetPerson Submitter(long id) => new(IsSubmitter: true, id);

    /// <summary>A delegate, by username.</summary>
    public static FacetPerson Delegate(string name)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), digest);
        return new(IsSubmitter: false, (long)(BinaryPrimitives.ReadUInt64BigEndian(digest) >> 16));
    }
}
