using System.Text.Json;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>Writes an account for people, or as data.</summary>
internal static class UserText
{
    /// <summary>The names of projects by number.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> ListProjectsAsync(Database database, CancellationToken cancel) =>
        (await new ProjectQueries(database).ListAsync(cancel)).ToDictionary(project => project.Id, project => project.Name);

    /// <summary>Writes one account.</summary>
    public static async Task WriteAsync(CommandContext context, Database database, User user, CancellationToken cancel)
    {
        var view = UserJson.From(user, await ListProjectsAsync(database, cancel));
        if (context.IsJson)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(view, ViewJson.Options));
            return;
        }

        (string Name, string Text)[] lines =
        [
            ("user", $"{view.Username} (number {view.Id})"), ("address", string.Join(", ", [view.Email, .. view.OtherAddresses])), ("name", TerminalText.Line($"{view.FirstName} {view.LastName}".Trim())),
            ("role", RoleOf(view)), ("password", view.Password ? "set" : "none: works by tokens only"), ("since", TerminalText.Time(view.Created)),
        ];
        foreach (var (name, text) in lines.Where(line => line.Text.Length > 0)) await context.Output.WriteLineAsync($"{name,-8}  {text}");
    }

    /// <summary>What a user may do, in a few words.</summary>
    public static string RoleOf(UserJson user)
    {
        var words = new List<string>();
        if (!user.Active) words.Add("disabled");
        if (user.Admin) words.Add("administrator");
        if (!user.Maintains.IsEmpty) words.Add($"maintainer of {string.Join(", ", user.Maintains)}");
        return words.Count == 0 ? "user" : string.Join("; ", words);
    }
}
