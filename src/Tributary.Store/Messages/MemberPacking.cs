using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>
/// <see cref="ThreadMember"/> and its cluster keys as bytes, small and exact: what is read back equals what was written. The
/// first byte is the version; <c>trib rebuild</c> writes all of them again when it changes.
/// </summary>
public static class MemberPacking
{
    private const byte Version = 3;

    /// <summary>True for bytes (the first will do) that this version of the program wrote.</summary>
    public static bool IsCurrent(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && bytes[0] == Version;

    /// <summary>The bytes to store.</summary>
    public static byte[] Pack(ThreadMember member, ImmutableArray<long> keys)
    {
        var writer = new PackWriter();
        writer.Add(Version);
        writer.Add(member.Id.Value);
        writer.Add((long)member.Kind);
        writer.Add(member.From.Name);
        writer.Add(member.From.Address);
        writer.Add(member.Date.UtcTicks);
        AddSubject(writer, member.Subject);
        writer.Add(member.Ancestors.Length);
        foreach (var ancestor in member.Ancestors) writer.Add(ancestor.Value);
        writer.Add(member.Links.Length);
        foreach (var link in member.Links)
        {
            writer.Add(link.Target.Value);
            writer.Add(link.Words);
        }

        writer.AddNullable(member.ChangeId);
        writer.Add(member.Files.Length);
        foreach (var file in member.Files) writer.Add(file);
        writer.AddNullable(member.DiffHash);
        writer.Add(member.Sketch.Length);
        foreach (var hash in member.Sketch) writer.AddFixed(hash);
        writer.Add(member.Trailers.Length);
        foreach (var trailer in member.Trailers)
        {
            writer.Add(trailer.Key);
            writer.Add(trailer.Value);
        }

        writer.Add(member.DependsOn.Length);
        foreach (var id in member.DependsOn) writer.Add(id.Value);
        writer.AddNullable(member.PullUrl);
        AddHints(writer, member.Hints);
        writer.Add(member.Recipients.Length);
        foreach (var hash in member.Recipients) writer.AddFixed(hash);
        writer.Add(member.AskedTrees.Length);
        foreach (var tree in member.AskedTrees) writer.Add(tree);
        writer.Add(keys.Length);
        foreach (var key in keys) writer.AddFixed(key);
        return writer.Finish();
    }

    /// <summary>Reads the bytes back.</summary>
    /// <exception cref="DatabaseException">They are of another version of the program.</exception>
    public static (ThreadMember Member, ImmutableArray<long> Keys) Unpack(ReadOnlySpan<byte> bytes)
    {
        if (!IsCurrent(bytes))
            throw new DatabaseException("messages were stored by another version of this program: run trib rebuild");
        var reader = new PackReader(bytes[1..]);
        var member = new ThreadMember
        {
            Id = new(reader.ReadText()),
            Kind = (MailKind)reader.ReadLong(),
            From = new(reader.ReadText(), reader.ReadText()),
            Date = new(reader.ReadLong(), TimeSpan.Zero),
            Subject = ReadSubject(ref reader),
            Ancestors = reader.ReadList(static (ref PackReader r) => new MessageId(r.ReadText())),
            Links = reader.ReadList(static (ref PackReader r) => new MailLink(new(r.ReadText()), r.ReadText())),
            ChangeId = reader.ReadNullable(),
            Files = reader.ReadList(static (ref PackReader r) => r.ReadText()),
            DiffHash = reader.ReadNullable(),
            Sketch = reader.ReadList(static (ref PackReader r) => (uint)r.ReadFixed32()),
            Trailers = reader.ReadList(static (ref PackReader r) => new Trailer(r.ReadText(), r.ReadText())),
            DependsOn = reader.ReadList(static (ref PackReader r) => new MessageId(r.ReadText())),
            PullUrl = reader.ReadNullable(),
            Hints = ReadHints(ref reader),
            Recipients = reader.ReadList(static (ref PackReader r) => (uint)r.ReadFixed32()),
            AskedTrees = reader.ReadList(static (ref PackReader r) => r.ReadText()),
        };
        return (member, reader.ReadList(static (ref PackReader r) => r.ReadFixed64()));
    }

    private static void AddHints(PackWriter writer, PatchworkHints? hints)
    {
        writer.Add((byte)(hints is null ? 0 : 1 | (hints.IsIgnored ? 2 : 0) | (hints.NeedsAction ? 4 : 0)));
        if (hints is null) return;
        writer.AddNullable(hints.State);
        writer.AddNullable(hints.Delegate);
    }

    private static PatchworkHints? ReadHints(ref PackReader reader)
    {
        var flags = reader.ReadByte();
        if (flags == 0) return null;
        return new((flags & 2) != 0, reader.ReadNullable(), reader.ReadNullable(), (flags & 4) != 0);
    }

    private static void AddSubject(PackWriter writer, PatchSubject subject)
    {
        // Title is nearly always the end of the subject, and of the name.
        writer.Add(subject.Raw);
        writer.AddSuffixed(subject.Title, subject.Raw);
        writer.AddSuffixed(subject.Name, subject.Title);
        var flags = (subject.IsReply ? 1 : 0) | (subject.SaysPatch ? 2 : 0) | (subject.HasVersion ? 4 : 0) | (subject.IsRfc ? 8 : 0)
            | (subject.IsResend ? 16 : 0) | (subject.Number is null ? 0 : 32) | (subject.Total is null ? 0 : 64)
            | (subject.IsForward ? 128 : 0) | (subject.IsPull ? 256 : 0) | (subject.IsPatchSet ? 512 : 0);
        writer.Add((long)flags);
        writer.Add((long)subject.Version);
        writer.Add((long)subject.MinorVersion);
        if (subject.Number is { } number) writer.Add((long)number);
        if (subject.Total is { } total) writer.Add((long)total);
        writer.Add(subject.Tags.Length);
        foreach (var tag in subject.Tags) writer.Add(tag);
    }

    private static PatchSubject ReadSubject(ref PackReader reader)
    {
        var all = reader.ReadText();
        var title = reader.ReadSuffixed(all);
        var name = reader.ReadSuffixed(title);
        var flags = reader.ReadLong();
        return new()
        {
            Raw = all,
            Title = title,
            Name = name,
            IsReply = (flags & 1) != 0,
            SaysPatch = (flags & 2) != 0,
            HasVersion = (flags & 4) != 0,
            IsRfc = (flags & 8) != 0,
            IsResend = (flags & 16) != 0,
            IsForward = (flags & 128) != 0,
            IsPull = (flags & 256) != 0,
            IsPatchSet = (flags & 512) != 0,
            Version = (int)reader.ReadLong(),
            MinorVersion = (int)reader.ReadLong(),
            Number = (flags & 32) == 0 ? null : (int)reader.ReadLong(),
            Total = (flags & 64) == 0 ? null : (int)reader.ReadLong(),
            Tags = reader.ReadList(static (ref PackReader r) => r.ReadText()),
        };
    }
}
