using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Reads .BTF and .BTF.ext (the kernel's Documentation/bpf/btf.rst). Any bytes give types or a reason.</summary>
internal static class BtfReader
{
    private const ushort Magic = 0xeb9f;
    private const int HeaderSize = 24;
    private const int TypeSize = 12;

    // vmlinux has some 150,000.
    private const int MostTypes = 1 << 20;

    /// <summary>Reads it; null where the file has none, or where <paramref name="wrong"/> says what is damaged.</summary>
    public static Btf? Read(ElfFile file, out string? wrong)
    {
        wrong = null;
        if (file.Find(".BTF") is not { Type: ElfSection.ProgramBits } section) return null;

        var view = file.BytesOf(section);
        if (view.Half(0) != Magic) wrong = ".BTF does not begin with its magic number in the file's byte order";
        else if (!view.Has(0, HeaderSize) || view.Word(4) < HeaderSize) wrong = ".BTF ends within its header";
        if (wrong is not null) return null;

        long header = view.Word(4);
        if (!view.Has(header + view.Word(8), view.Word(12)) || !view.Has(header + view.Word(16), view.Word(20)))
        {
            wrong = ".BTF says more types or names than it holds";
            return null;
        }

        var types = ReadTypes(view.Slice(header + view.Word(8), view.Word(12)), view.Slice(header + view.Word(16), view.Word(20)), out wrong);
        return wrong is not null ? null : Extended(file, new() { Types = types });
    }

    private static ImmutableArray<BtfType> ReadTypes(ByteView types, ByteView names, out string? wrong)
    {
        wrong = null;
        var read = ImmutableArray.CreateBuilder<BtfType>();
        read.Add(new(BtfKind.Void, "", 0, 0, []));
        for (long at = 0; at < types.Length; )
        {
            var info = types.Word(at + 4);
            var kind = (BtfKind)((info >> 24) & 0x1f);
            var count = info & 0xffff;
            var extra = ExtraSize(kind, count);
            if (!types.Has(at, TypeSize + extra) || kind is BtfKind.Void or > BtfKind.Enumeration64 || read.Count > MostTypes)
            {
                wrong = $".BTF's type {read.Count} is damaged";
                return [];
            }

            read.Add(ReadType(types, names, at, kind));
            at += TypeSize + extra;
        }

        return read.ToImmutable();
    }

    private static BtfType ReadType(ByteView types, ByteView names, long at, BtfKind kind)
    {
        var name = names.Text(types.Word(at));
        var count = types.Word(at + 4) & 0xffff;
        if (kind == BtfKind.Array) return new(kind, name, types.Word(at + TypeSize), types.Word(at + TypeSize + 8), []);
        if (kind is not (BtfKind.Struct or BtfKind.Union or BtfKind.Section)) return new(kind, name, types.Word(at + 8), 0, []);

        var members = ImmutableArray.CreateBuilder<BtfMember>((int)count);
        for (long i = 0, from = at + TypeSize; i < count; i++, from += 12)
            members.Add(kind == BtfKind.Section ? new("", types.Word(from)) : new(names.Text(types.Word(from)), types.Word(from + 4)));
        return new(kind, name, types.Word(at + 8), 0, members.MoveToImmutable());
    }

    private static long ExtraSize(BtfKind kind, long count) => kind switch
    {
        BtfKind.WholeNumber or BtfKind.Variable or BtfKind.DeclarationTag => 4,
        BtfKind.Array => 12,
        BtfKind.Struct or BtfKind.Union or BtfKind.Section or BtfKind.Enumeration64 => 12 * count,
        BtfKind.Enumeration or BtfKind.Prototype => 8 * count,
        _ => 0,
    };

    private static Btf Extended(ElfFile file, Btf btf)
    {
        if (file.Find(".BTF.ext") is not { Type: ElfSection.ProgramBits } section) return btf;

        var view = file.BytesOf(section);
        var header = view.Word(4);
        if (view.Half(0) != Magic || header < HeaderSize) return btf;

        return btf with
        {
            Functions = CountRecords(view, header, 8),
            Lines = CountRecords(view, header, 16),
            Relocations = header >= 32 ? CountRecords(view, header, 24) : 0,
        };
    }

    // A table: the size of a record, then for each section its name, a count and so many records.
    private static int CountRecords(ByteView view, long header, long field)
    {
        var table = view.Slice(header + view.Word(field), view.Word(field + 4));
        long size = table.Word(0);
        long total = 0;
        for (long at = 4; size > 0 && table.Has(at, 8); at += 8 + size * table.Word(at + 4))
        {
            if (!table.Has(at + 8, size * table.Word(at + 4))) break;
            total += table.Word(at + 4);
        }

        return (int)Math.Min(total, int.MaxValue);
    }
}
