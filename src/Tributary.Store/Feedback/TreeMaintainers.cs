using System.Globalization;
using Dapper;

namespace Tributary.Store;

/// <summary>Whom MAINTAINERS names for a project's list, as mainline has it.</summary>
public static class TreeMaintainers
{
    // The time of the commit of which they were read, in seconds: a node whose repository is older does not undo what a newer one said.
    private const string Setting = "maintainers-as-of";

    private const string ListSql = "select address, section from tree_maintainers where project = @project order by address";
    private const string AddSql = "insert into tree_maintainers (project, address, section) values (@project, @address, @section)";

    /// <summary>Addresses, lower case, each with the section that names it.</summary>
    public static async Task<IReadOnlyList<(string Address, string Section)>> ListAsync(WriteTransaction write, long project, CancellationToken cancel) =>
        [.. await write.Connection.QueryAsync<(string Address, string Section)>(new CommandDefinition(ListSql, new { project }, cancellationToken: cancel))];

    /// <summary>Puts others in their place, unless these were read of a newer commit.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="project">The project.</param>
    /// <param name="people">Addresses, lower case, each once, and sections.</param>
    /// <param name="at">The time of the commit.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>False when they are as they were.</returns>
    public static async Task<bool> PutAsync(WriteTransaction write, long project, IReadOnlyCollection<(string Address, string Section)> people, DateTimeOffset at, CancellationToken cancel)
    {
        var known = (await ProjectSettings.LoadAsync(write, project, cancel)).GetValueOrDefault(Setting, "");
        if (long.TryParse(known, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= at.ToUnixTimeSeconds()) return false;
        await ProjectSettings.SetAsync(write, project, new(Setting, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), cancel);
        if ((await ListAsync(write, project, cancel)).ToHashSet().SetEquals(people)) return true;
        await write.Connection.ExecuteAsync(new CommandDefinition("delete from tree_maintainers where project = @project", new { project }, cancellationToken: cancel));
        await write.Connection.ExecuteAsync(new CommandDefinition(AddSql, people.Select(one => new { project, address = Dialect.Clean(one.Address), section = Dialect.Clean(one.Section) }).ToArray(), cancellationToken: cancel));
        return true;
    }
}
