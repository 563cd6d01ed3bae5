using System.Collections.Immutable;
using System.Text.Json;

namespace Tributary.Server;

/// <summary>A value of a request's body: of JSON, or the texts of a form's field.</summary>
internal abstract record BodyValue
{
    private BodyValue()
    {
    }

    /// <summary>What Python calls its type: it stands in messages.</summary>
    public abstract string Kind { get; }

    /// <summary>A value of JSON.</summary>
    public sealed record OfJson(JsonElement Element) : BodyValue
    {
        /// <inheritdoc />
        public override string Kind => Element.ValueKind switch
        {
            JsonValueKind.Object => "dict",
            JsonValueKind.Array => "list",
            JsonValueKind.String => "str",
            JsonValueKind.Number => Element.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') ? "float" : "int",
            JsonValueKind.True or JsonValueKind.False => "bool",
            _ => "NoneType",
        };
    }

    /// <summary>The texts of a form's field; one at least.</summary>
    public sealed record OfForm(ImmutableArray<string> Texts) : BodyValue
    {
        /// <inheritdoc />
        public override string Kind => "str";
    }
}
