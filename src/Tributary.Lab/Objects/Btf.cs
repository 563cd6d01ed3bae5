using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>The type information of an object (the kernel's Documentation/bpf/btf.rst).</summary>
public sealed record Btf
{
    /// <summary>The types; the first is void, and a type's number is its place.</summary>
    public required ImmutableArray<BtfType> Types { get; init; }

    /// <summary>How many functions .BTF.ext describes.</summary>
    public int Functions { get; init; }

    /// <summary>How many source lines .BTF.ext names.</summary>
    public int Lines { get; init; }

    /// <summary>How many accesses are relocated to the running kernel's types (CO-RE).</summary>
    public int Relocations { get; init; }

    /// <summary>The type of a number; void for one that is not there.</summary>
    public BtfType this[long number] => number > 0 && number < Types.Length ? Types[(int)number] : Types[0];

    /// <summary>What a type is once its names and qualifiers are taken off.</summary>
    public BtfType Bare(long number)
    {
        var type = this[number];
        for (var steps = 0; type.Kind is BtfKind.Typedef or BtfKind.Volatile or BtfKind.Const or BtfKind.Restrict or BtfKind.TypeTag && steps < Types.Length; steps++) type = this[type.SizeOrType];
        return type;
    }

    /// <summary>How many bytes a value of a type has; 0 where it has none, or more than any.</summary>
    public long SizeOf(long number)
    {
        long factor = 1;
        for (var steps = 0; steps < Types.Length; steps++)
        {
            var type = Bare(number);
            switch (type.Kind)
            {
                case BtfKind.Array:
                    if (type.Elements > 0 && factor > uint.MaxValue / type.Elements) return 0;
                    factor *= type.Elements;
                    number = type.SizeOrType;
                    continue;
                case BtfKind.PointerTo:
                    return factor * 8;
                case BtfKind.WholeNumber or BtfKind.Struct or BtfKind.Union or BtfKind.Enumeration or BtfKind.Enumeration64 or BtfKind.FloatingPoint:
                    return factor * type.SizeOrType;
                default:
                    return 0;
            }
        }

        return 0;
    }
}

/// <summary>A type.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name, or empty.</param>
/// <param name="SizeOrType">Its size in bytes, or the number of the type it refers to: the element's for an array.</param>
/// <param name="Elements">How many elements an array has.</param>
/// <param name="Members">The members of a structure, the variables of a section.</param>
public sealed record BtfType(BtfKind Kind, string Name, uint SizeOrType, uint Elements, ImmutableArray<BtfMember> Members);

/// <summary>A member of a structure, or a variable of a section.</summary>
/// <param name="Name">Its name; empty for a variable, whose type has it.</param>
/// <param name="Type">The number of its type.</param>
public readonly record struct BtfMember(string Name, uint Type);

/// <summary>The kinds of types.</summary>
public enum BtfKind
{
    /// <summary>None.</summary>
    Void = 0,

    /// <summary>A whole number.</summary>
    WholeNumber = 1,

    /// <summary>A pointer.</summary>
    PointerTo = 2,

    /// <summary>An array.</summary>
    Array = 3,

    /// <summary>A structure.</summary>
    Struct = 4,

    /// <summary>A union.</summary>
    Union = 5,

    /// <summary>An enumeration of 32 bits.</summary>
    Enumeration = 6,

    /// <summary>A declaration without body.</summary>
    Forward = 7,

    /// <summary>A name.</summary>
    Typedef = 8,

    /// <summary>A qualifier.</summary>
    Volatile = 9,

    /// <summary>A qualifier.</summary>
    Const = 10,

    /// <summary>A qualifier.</summary>
    Restrict = 11,

    /// <summary>A function.</summary>
    Function = 12,

    /// <summary>The type of a function.</summary>
    Prototype = 13,

    /// <summary>A variable.</summary>
    Variable = 14,

    /// <summary>A section of variables.</summary>
    Section = 15,

    /// <summary>A floating-point number.</summary>
    FloatingPoint = 16,

    /// <summary>A tag on a declaration.</summary>
    DeclarationTag = 17,

    /// <summary>A tag on a type.</summary>
    TypeTag = 18,

    /// <summary>An enumeration of 64 bits.</summary>
    Enumeration64 = 19,
}
