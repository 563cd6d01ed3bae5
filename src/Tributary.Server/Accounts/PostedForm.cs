using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>The fields that a browser sent by a form; <see cref="PageGuard"/> has read and judged it before. Handlers take it as a parameter.</summary>
internal sealed class PostedForm
{
    private readonly IFormCollection fields;

    private PostedForm(IFormCollection fields) => this.fields = fields;

    /// <summary>Binds it for a handler.</summary>
    public static async ValueTask<PostedForm> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty);

    /// <summary>What a field holds, without blanks around it; empty where it is absent.</summary>
    public string Text(string field) => Exactly(field).Trim();

    /// <summary>What a field holds, as it was typed: passwords.</summary>
    public string Exactly(string field) => fields[field] is [{ } first, ..] ? first : "";

    /// <summary>What the fields of one name hold, such as ticked boxes.</summary>
    public ImmutableArray<string> Texts(string field) => [.. fields[field].OfType<string>()];

    /// <summary>The whole numbers that the fields of one name hold.</summary>
    public ImmutableArray<long> Numbers(string field) =>
        [.. Texts(field).Select(static text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).OfType<long>()];

    /// <summary>True for a box that was ticked.</summary>
    public bool IsTicked(string field) => fields.ContainsKey(field);

    /// <summary>A number, or null where it is none.</summary>
    public long? Number(string field) => long.TryParse(Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
