using System.Collections.Immutable;
using System.Security.Cryptography;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>A message on its way into the store: its bytes, and what was read from them.</summary>
/// <param name="Raw">The bytes as they came.</param>
/// <param name="Digest">The first 16 bytes of their SHA-256.</param>
/// <param name="Member">What places it; null for what cannot be read.</param>
/// <param name="Keys">Its cluster keys (<see cref="ClusterKeys"/>).</param>
/// <param name="Unreadable">Why it goes to quarantine, or null.</param>
public sealed record NewMessage(
    ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Digest, ThreadMember? Member, ImmutableArray<long> Keys, string? Unreadable)
{
    /// <summary>The member and keys, packed (<see cref="MemberPacking"/>); empty for what cannot be read.</summary>
    public ReadOnlyMemory<byte> Packed { get; init; } = Member is null ? default : MemberPacking.Pack(Member, Keys);

    /// <summary>The bytes as they are stored (<see cref="StoredContent"/>).</summary>
    public StoredContent Content { get; init; } = StoredContent.Of(Raw);

    /// <summary>
    /// All that can be done with a mail before it is its turn to be written: reading, keys, digest, packing. Pure; runs on as many
    /// threads as there are.
    /// </summary>
    public static NewMessage Read(ReadOnlyMemory<byte> raw) => Of(MessageReader.Read(raw));

    /// <summary>The same of a mail that was read.</summary>
    public static NewMessage Of(Message message)
    {
        var raw = message.Raw;
        ReadOnlyMemory<byte> digest = SHA256.HashData(raw.Span).AsMemory(0, 16);
        if (message.Unreadable is { } reason) return new(raw, digest, Member: null, [], reason);
        var member = ThreadMember.Of(message, PatchMail.Read(message));
        return new(raw, digest, member, ClusterKeys.Of(member), Unreadable: null);
    }
}
