using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tributary.Server.Tests;

/// <summary>
/// Compares an answer with a real Patchwork's, field by field. Numbers of things and hosts differ from site to site, and so does what people
/// decided; all else, the order of fields too, is the same.
/// </summary>
internal sealed partial class AnswerComparison
{
    private static readonly string[] Decided = ["state", "delegate", "check", "commit_ref"];

    private readonly List<string> differences = [];

    /// <summary>Fields compared.</summary>
    public int Fields { get; private set; }

    /// <summary>Where they differ.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>Compares two values.</summary>
    /// <param name="path">Where they stand.</param>
    /// <param name="theirs">A real Patchwork's.</param>
    /// <param name="ours">Ours.</param>
    public void Compare(string path, JsonElement theirs, JsonElement ours)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        if (name == "headers") CompareHeaders(path, theirs, ours);
        else if (Decided.Contains(name)) return;
        else if (theirs.ValueKind == JsonValueKind.Object && ours.ValueKind == JsonValueKind.Object) CompareObjects(path, theirs, ours);
        else if (theirs.ValueKind == JsonValueKind.Array && ours.ValueKind == JsonValueKind.Array) CompareLists(path, theirs, ours);
        else Check(path, Plain(name, theirs), Plain(name, ours));
    }

    private void CompareObjects(string path, JsonElement theirs, JsonElement ours)
    {
        Check($"{path} (order)", string.Join(' ', Names(theirs)), string.Join(' ', Names(ours)));
        foreach (var field in theirs.EnumerateObject())
        {
            if (ours.TryGetProperty(field.Name, out var value)) Compare($"{path}.{field.Name}", field.Value, value);
            else Check($"{path}.{field.Name}", field.Value.ToString(), "absent");
        }
    }

    private void CompareLists(string path, JsonElement theirs, JsonElement ours)
    {
        Check($"{path} (length)", $"{theirs.GetArrayLength()}", $"{ours.GetArrayLength()}");
        foreach (var (index, (one, other)) in theirs.EnumerateArray().Zip(ours.EnumerateArray()).Index()) Compare($"{path}[{index}]", one, other);
    }

    // The mailbox that Patchwork writes has other MIME fields than the mail had, and fields of its own; the rest keeps its order.
    private void CompareHeaders(string path, JsonElement theirs, JsonElement ours)
    {
        string[] known = [.. Names(theirs).Where(name => !IsOfMailbox(name))];
        Check($"{path} (order)", string.Join(' ', known), string.Join(' ', Names(ours).Where(known.Contains)));
        foreach (var name in known)
            Check($"{path} {name}", theirs.GetProperty(name).GetRawText(), ours.TryGetProperty(name, out var value) ? JsonSerializer.Serialize(value) : "absent");
    }

    private static bool IsOfMailbox(string name) =>
        name is "MIME-Version" or "Content-Type" or "Content-Transfer-Encoding" || name.StartsWith("X-Patchwork-", StringComparison.Ordinal);

    private void Check(string path, string theirs, string ours)
    {
        Fields++;
        if (!Same(theirs, ours)) differences.Add($"{path}: {theirs} | {ours}");
    }

    // Two writers escape the same text in their own ways.
    private static bool Same(string theirs, string ours) => theirs == ours || (theirs is ['"' or '[', ..] && TryRead(theirs) is { } one && TryRead(ours) is { } other && JsonElement.DeepEquals(one, other));

    private static JsonElement? TryRead(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Plain(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when name == "id" => "a number",
        JsonValueKind.String when value.GetString()!.StartsWith("http", StringComparison.Ordinal) => Number().Replace(Host().Replace(value.GetString()!, "SITE"), "N"),
        _ => value.ToString(),
    };

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(field => field.Name);

    [GeneratedRegex(@"^https?://[^/]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Host();

    [GeneratedRegex(@"(?<=/(patches|series|covers|people|projects|users)/|series=)\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
