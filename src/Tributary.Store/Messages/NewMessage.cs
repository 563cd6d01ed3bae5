using System.Collections.Immutable;
using System.Security.Cryptography;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>A message on its way into the store: its bytes, and what was read from them.</summary>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Digest">The first 16 bytes of their SHA-256.</param>
/// <param name="Member">What places it; null for what cannot be read.</param>
/// <param name="Keys">Its cluster keys (<see cref="ClusterKeys"/>).</param>
/// <param name="Unreadable">Why it goes to quarantine, or null.</param>
public sealed record NewMessage(
    int Size, ReadOnlyMemory<byte> Digest, ThreadMember? Member, ImmutableArray<long> Keys, string? Unreadable)
{
    /// <summary>The member and keys, packed (<see cref="MemberPacking"/>); empty for what cannot be read.</summary>
    public ReadOnlyMemory<byte> Packed { get; private init; }

    /// <summary>Where its bytes are, as they are stored.</summary>
    public StoredBlock Block { get; init; } = StoredBlock.Of(default);

    /// <summary>Where in the block they begin.</summary>
    public int Start { get; private init; }

    /// <summary>The bytes as they are stored in a row of their own; what cannot be read is not encoded.</summary>
    public StoredContent Content => Block.Mails == 1 ? Block.Content : StoredContent.Of(Decode());

    /// <summary>What its lines say to a bot; for nearly all mail nothing.</summary>
    public ImmutableArray<CommandLine> Commands { get; init; } = [];

    /// <summary>
    /// All that can be done with a mail before it is its turn to be written: reading, keys, digest, packing. Pure; runs on as many
    /// threads as there are.
    /// </summary>
    public static NewMessage Read(ReadOnlyMemory<byte> raw) => Of(MessageReader.Read(raw));

    /// <summary>The same of a mail that was read.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="packing">Packs its bytes with those of its neighbours, so that they may be given up; null: they stand alone.</param>
    public static NewMessage Of(Message message, BlockPacking? packing = null)
    {
        if (message.Unreadable is { } reason)
        {
            return new(message.Raw.Length, DigestOf(message.Raw), Member: null, [], reason)
            {
                Block = packing?.AddUnreadable(message.Raw) ?? StoredBlock.Of(StoredContent.AsItIs(message.Raw)),
            };
        }

        var mail = PatchMail.Read(message);
        return Of(message.Raw, ThreadMember.Of(message, mail), packing) with { Commands = CommandReader.Read(message, mail) };
    }

    /// <summary>The same of a mail of which it is known what places it.</summary>
    public static NewMessage Of(ReadOnlyMemory<byte> raw, ThreadMember member, BlockPacking? packing = null)
    {
        var keys = ClusterKeys.Of(member);
        var (block, start) = packing?.Add(raw) ?? (StoredBlock.Of(StoredContent.Of(raw)), 0);
        return new(raw.Length, DigestOf(raw), member, keys, Unreadable: null) { Packed = MemberPacking.Pack(member, keys), Block = block, Start = start };
    }

    /// <summary>The mail, byte for byte.</summary>
    public ReadOnlyMemory<byte> Decode() => Block.Mails == 1 ? Block.Content.Decode() : Block.Content.Decode(Start, Size);

    private static ReadOnlyMemory<byte> DigestOf(ReadOnlyMemory<byte> raw) => SHA256.HashData(raw.Span).AsMemory(0, 16);
}
