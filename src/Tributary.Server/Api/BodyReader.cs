using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>
/// Takes fields out of a request's body as Django REST framework takes them: numbers from texts, words for yes and no, and its sentences
/// for what cannot be taken. Fields that nobody takes are ignored.
/// </summary>
internal sealed class BodyReader(IReadOnlyDictionary<string, BodyValue> fields, bool isPartial, bool isForm)
{
    private readonly Dictionary<string, ImmutableArray<string>> _errors = [];
    private readonly Dictionary<string, BodyReader> _nested = [];

    /// <summary>True for PATCH: what is not there stays as it is.</summary>
    public bool IsPartial => isPartial;

    /// <summary>True when all that was taken could be taken.</summary>
    public bool IsRight => _errors.Count == 0 && _nested.Values.All(nested => nested.IsRight);

    /// <summary>The answer that says what could not be taken.</summary>
    public ApiAnswer Refusal => new(StatusCodes.Status400BadRequest, writer => WriteErrors(writer.Json));

    /// <summary>A reader of an object of JSON; null when it is something else.</summary>
    public static BodyReader? TryOf(JsonElement root, bool isPartial)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        var fields = new Dictionary<string, BodyValue>();
        foreach (var property in root.EnumerateObject()) fields[property.Name] = new BodyValue.OfJson(property.Value);
        return new(fields, isPartial, isForm: false);
    }

    /// <summary>True when the body has the field.</summary>
    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>The value of a field, or null.</summary>
    public BodyValue? Find(string name) => fields.GetValueOrDefault(name);

    /// <summary>Says that a field cannot be taken.</summary>
    public void Fail(string name, string sentence) => _errors[name] = _errors.TryGetValue(name, out var there) ? there.Add(sentence) : [sentence];

    /// <summary>Says what is missing, unless the body is a partial one.</summary>
    public void Require(params ReadOnlySpan<string> names)
    {
        if (isPartial) return;
        foreach (var name in names)
        {
            if (!Has(name)) Fail(name, "This field is required.");
        }
    }

    /// <summary>A text, trimmed.</summary>
    /// <param name="name">The field.</param>
    /// <param name="rule">What is taken.</param>
    /// <returns>Null when it is not there, or null, or cannot be taken.</returns>
    public string? Text(string name, TextRule rule)
    {
        if (Find(name) is not { } value || TextOf(name, value, rule) is not { } given) return null;
        var text = given.Trim();
        if (text.Length == 0)
        {
            if (rule.MayBeBlank) return "";
            if (isForm && (rule.MayBeNull || rule.MayBeLeftOut)) return null;
            return Failed(name, "This field may not be blank.");
        }

        if (text.Contains('\0', StringComparison.Ordinal)) return Failed(name, "Null characters are not allowed.");
        return text.EnumerateRunes().Count() > rule.MaxLength
            ? Failed(name, $"Ensure this field has no more than {rule.MaxLength.ToString(CultureInfo.InvariantCulture)} characters.") : text;
    }

    /// <summary>Yes or no, in any of the words that are known for them.</summary>
    /// <param name="name">The field.</param>
    /// <param name="mayBeNull">Null is taken too.</param>
    /// <returns>Null when it is not there, or null, or cannot be taken. A full form that lacks it says no: so browsers send boxes.</returns>
    public bool? Flag(string name, bool mayBeNull = false)
    {
        if (Find(name) is not { } value) return isForm && !isPartial && fields.Count > 0 && !mayBeNull ? false : null;
        if (value is BodyValue.OfJson { Element.ValueKind: JsonValueKind.Null })
        {
            if (!mayBeNull) Fail(name, "This field may not be null.");
            return null;
        }

        var word = WordOf(value);
        if (mayBeNull && word is "null" or "Null" or "NULL" or "") return null;

        if (word is "t" or "T" or "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" or "1") return true;
        if (word is "f" or "F" or "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" or "0") return false;
        Fail(name, "Must be a valid boolean.");
        return null;
    }

    /// <summary>A whole number, also from a text.</summary>
    /// <param name="name">The field.</param>
    /// <param name="least">The least that is taken.</param>
    /// <param name="most">The most.</param>
    public long? Integer(string name, long least, long most)
    {
        if (Find(name) is not { } value) return null;
        if (value is BodyValue.OfJson { Element.ValueKind: JsonValueKind.Null })
        {
            Fail(name, "This field may not be null.");
            return null;
        }

        if (value.Kind is "bool" || WordOf(value) is not { } word || !WholeNumber.TryRead(word, out var number))
        {
            Fail(name, "A valid integer is required.");
            return null;
        }

        if (number < least) Fail(name, $"Ensure this value is greater than or equal to {least.ToString(CultureInfo.InvariantCulture)}.");
        else if (number > most) Fail(name, $"Ensure this value is less than or equal to {most.ToString(CultureInfo.InvariantCulture)}.");
        return (long)number;
    }

    /// <summary>A list of numbers of other things, in order and as often as they stand there.</summary>
    /// <param name="name">The field; a form repeats it.</param>
    /// <returns>Null when it is not there or cannot be taken.</returns>
    public ImmutableArray<long>? Keys(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value is BodyValue.OfForm form)
        {
            // A form has no other way to say that a list is empty.
            return form.Texts is [""] ? [] : ReadKeys(name, form.Texts.Select(text => ((string?)text, "str")));
        }

        if (value is BodyValue.OfJson { Element: { ValueKind: JsonValueKind.Array } list })
        {
            return ReadKeys(name, list.EnumerateArray().Select(element => new BodyValue.OfJson(element)).Select(element => (WordOf(element), element.Kind)));
        }

        Fail(name, value.Kind == "NoneType" ? "This field may not be null." : $"Expected a list of items but got type \"{value.Kind}\".");
        return null;
    }

    /// <summary>An object in the body, whose errors stand under the field; null when it is not there.</summary>
    /// <param name="name">The field; a form names its fields <c>name.field</c>.</param>
    public BodyReader? Nested(string name)
    {
        if (isForm)
        {
            var inner = fields.Where(pair => pair.Key.StartsWith(name + ".", StringComparison.Ordinal)).ToDictionary(pair => pair.Key[(name.Length + 1)..], pair => pair.Value);
            return inner.Count == 0 ? null : _nested[name] = new(inner, isPartial, isForm: true);
        }

        if (Find(name) is not BodyValue.OfJson value) return null;
        if (TryOf(value.Element, isPartial) is { } reader) return _nested[name] = reader;
        if (value.Kind == "NoneType")
        {
            Fail(name, "This field may not be null.");
            return null;
        }

        var refused = new BodyReader(new Dictionary<string, BodyValue>(), isPartial: true, isForm: false);
        refused.Fail("detail", $"Invalid data. Expected a dictionary, but got {value.Kind}.");
        _nested[name] = refused;
        return null;
    }

    private string? TextOf(string name, BodyValue value, TextRule rule)
    {
        if (value is BodyValue.OfJson { Element.ValueKind: JsonValueKind.Null }) return rule.MayBeNull ? null : Failed(name, "This field may not be null.");
        return value.Kind is "bool" or "dict" or "list" ? Failed(name, "Not a valid string.") : WordOf(value);
    }

    private string? Failed(string name, string sentence)
    {
        Fail(name, sentence);
        return null;
    }

    private ImmutableArray<long>? ReadKeys(string name, IEnumerable<(string? Word, string Kind)> keys)
    {
        var found = ImmutableArray.CreateBuilder<long>();
        foreach (var (word, kind) in keys)
        {
            if (kind is "bool" or "dict" or "list" or "NoneType" || word is null || !WholeNumber.TryRead(word, out var number))
            {
                Fail(name, $"Incorrect type. Expected pk value, received {kind}.");
                return null;
            }

            if (number < 1 || number > long.MaxValue)
            {
                Fail(name, $"Invalid pk \"{word.Trim()}\" - object does not exist.");
                return null;
            }

            found.Add((long)number);
        }

        return found.ToImmutable();
    }

    private void WriteErrors(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (field, sentences) in _errors)
        {
            json.WriteStartArray(field);
            foreach (var sentence in sentences) json.WriteStringValue(sentence);
            json.WriteEndArray();
        }

        // Objects in bodies hold none themselves, so this goes one deep.
        foreach (var (field, nested) in _nested.Where(pair => !pair.Value.IsRight))
        {
            json.WritePropertyName(field);
            nested.WriteErrors(json);
        }

        json.WriteEndObject();
    }

    private static string? WordOf(BodyValue value) => value switch
    {
        BodyValue.OfForm form => form.Texts[^1],
        BodyValue.OfJson { Element.ValueKind: JsonValueKind.String } json => json.Element.GetString(),
        BodyValue.OfJson { Element.ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } json => json.Element.GetRawText(),
        _ => null,
    };
}

/// <summary>What text a field takes.</summary>
/// <param name="MaxLength">The most characters.</param>
/// <param name="MayBeBlank">An empty text is taken.</param>
/// <param name="MayBeNull">Null is taken.</param>
/// <param name="MayBeLeftOut">The field may be left out: an empty one of a form is none.</param>
internal readonly record struct TextRule(int MaxLength, bool MayBeBlank = false, bool MayBeNull = false, bool MayBeLeftOut = false);
