using System.Text.Json;
using Tributary.Policy;

namespace Tributary.Server;

/// <summary>A project's rules of delegation as data.</summary>
/// <param name="Project">The project's link name.</param>
/// <param name="IsOwn">They are the project's own; else its profile's.</param>
/// <param name="Rules">The rules in their order, as <c>trib delegation set</c> takes them.</param>
public sealed record DelegationView(string Project, bool IsOwn, IEnumerable<JsonElement> Rules)
{
    /// <summary>The data of a page.</summary>
    public static DelegationView From(DelegationModel model) => new(
        model.Project.Name, model.IsOwn, model.Rules.Select(rule => JsonSerializer.Deserialize<JsonElement>(DelegationJson.Write(rule))));
}

/// <summary>A series that rules would give to somebody else, as data.</summary>
/// <param name="Series">The series' number.</param>
/// <param name="Name">Its name.</param>
/// <param name="From">Whose it is, or null.</param>
/// <param name="To">Whose it would be, or null.</param>
/// <param name="Reason">The rule, and what fits.</param>
/// <param name="Given">A person gave it away, so it stays as it is.</param>
public sealed record DelegationLineView(long Series, string Name, string? From, string? To, string Reason, bool Given)
{
    /// <summary>The data of a line.</summary>
    public static DelegationLineView Of(DelegationTrialLine line) => new(line.Series.Value, line.Name, line.From, line.To, line.Reason, line.IsGiven);
}
