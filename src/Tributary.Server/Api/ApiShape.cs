using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>The fields of a kind of object in the API's answers, whatever it is made of.</summary>
internal interface IApiShape
{
    /// <summary>Its name in the API's description, e.g. <c>PatchEmbedded</c>.</summary>
    string Name { get; }

    /// <summary>The names of its fields in their order, with the version that brought each.</summary>
    IEnumerable<(string Field, ApiVersion Since)> Listed { get; }
}

/// <summary>The fields of a kind of object in the API's answers: each version shows its own and no others.</summary>
/// <param name="Name">Its name in the API's description.</param>
/// <param name="Fields">The fields in their order.</param>
internal sealed record ApiShape<T>(string Name, ImmutableArray<ApiField<T>> Fields) : IApiShape
{
    /// <inheritdoc />
    public IEnumerable<(string Field, ApiVersion Since)> Listed => Fields.Select(one => (one.Name, one.Since));
}

/// <summary>A field.</summary>
internal sealed record ApiField<T>
{
    /// <summary>A field of every version.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Writes its value.</param>
    public ApiField(string name, Action<ApiWriter, T> write) : this(name, ApiVersion.V10, write)
    {
    }

    /// <summary>A field that a version brought.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="since">The version.</param>
    /// <param name="write">Writes its value.</param>
    public ApiField(string name, ApiVersion since, Action<ApiWriter, T> write) => (Name, Since, Write) = (name, since, write);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The version that brought it.</summary>
    public ApiVersion Since { get; }

    /// <summary>Writes its value.</summary>
    public Action<ApiWriter, T> Write { get; }

    /// <summary>True where the field is left out of an object altogether.</summary>
    public Func<ApiWriter, T, bool>? IsLeftOut { get; init; }
}
