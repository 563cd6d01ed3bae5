namespace Tributary.Lab;

/// <summary>A map that an object asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The name of its type, e.g. <c>array</c>, or <c>type 99</c> for one that is not known.</param>
/// <param name="KeySize">Bytes of a key; 0 where it has none or it isn't said.</param>
/// <param name="ValueSize">Bytes of a value; 0 likewise.</param>
/// <param name="MaxEntries">How many entries; 0 where the loader decides.</param>
/// <param name="Kernel">The first kernel with maps of this type, or null where it is not known.</param>
/// <param name="Form">How it is defined.</param>
public sealed record ObjectMap(string Name, string Type, long KeySize, long ValueSize, long MaxEntries, KernelRelease? Kernel, MapForm Form);

/// <summary>How a map is defined.</summary>
public enum MapForm
{
    /// <summary>By a structure whose types tell (section <c>.maps</c>).</summary>
    Btf,

    /// <summary>By numbers (section <c>maps</c>): libbpf 1.0 and later refuse it.</summary>
    Legacy,

    /// <summary>A section of variables, which the loader keeps in a map.</summary>
    Variables,
}
