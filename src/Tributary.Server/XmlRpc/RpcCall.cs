using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Server;

/// <summary>A call of XML-RPC (http://xmlrpc.com/spec.md). Its values are texts, whole numbers (<c>long</c>), truths, doubles, arrays of these and structs of these.</summary>
/// <param name="Method">What is asked for.</param>
/// <param name="Arguments">What comes with it.</param>
internal sealed record RpcCall(string Method, ImmutableArray<object> Arguments)
{
    /// <summary>A whole number, also one written as a text; null where there is none.</summary>
    /// <param name="place">Which argument, from 0.</param>
    public long? Number(int place) => place < Arguments.Length ? NumberOf(Arguments[place]) : null;

    /// <summary>A text; empty where there is none.</summary>
    /// <param name="place">Which argument, from 0.</param>
    public string Text(int place) => place < Arguments.Length ? TextOf(Arguments[place]) : "";

    /// <summary>A struct; empty where there is none.</summary>
    /// <param name="place">Which argument, from 0.</param>
    public ImmutableSortedDictionary<string, object> Fields(int place) =>
        place < Arguments.Length && Arguments[place] is ImmutableSortedDictionary<string, object> fields ? fields : ImmutableSortedDictionary<string, object>.Empty;

    /// <summary>A value as a whole number, or null.</summary>
    public static long? NumberOf(object value) => value switch
    {
        long number => number,
        bool flag => flag ? 1 : 0,
        string text when long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>A value as a text; empty for an array or a struct.</summary>
    public static string TextOf(object value) => value switch
    {
        string text => text.Replace("\0", "", StringComparison.Ordinal),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>A value as a truth: a number but 0, or the words of it; null for anything else.</summary>
    public static bool? FlagOf(object value) => value switch
    {
        bool flag => flag,
        long number => number != 0,
        string text => text.Trim().ToLowerInvariant() switch { "true" or "yes" or "1" => true, "false" or "no" or "0" or "" => false, _ => null },
        _ => null,
    };
}

/// <summary>What a call is answered with when it cannot be done.</summary>
/// <param name="Sentence">Why.</param>
internal sealed record RpcFault(string Sentence);
