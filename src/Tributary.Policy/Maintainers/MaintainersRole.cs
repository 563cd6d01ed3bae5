namespace Tributary.Policy;

/// <summary>How a role is called: by the status of the section, and by its title, shortened as the script does.</summary>
internal static class MaintainersRole
{
    private const int LongestTitle = 50;

    /// <summary>The title, at most 50 bytes.</summary>
    public static string Title(string title) => title.Length <= LongestTitle ? title : title[..(LongestTitle - 3)].TrimEnd(' ', '\t') + "...";

    /// <summary>The word for who looks after a section.</summary>
    public static string Of(MaintainersFile file, MaintainersSection section)
    {
        var status = "unknown";
        foreach (ref readonly var entry in file.EntriesOf(section))
        {
            if (entry.Letter is 'S') status = file.ValueOf(entry).ToString();
        }

        return status.ToLowerInvariant() switch
        {
            "supported" => "supporter",
            "maintained" => "maintainer",
            "odd fixes" => "odd fixer",
            "orphan" => "orphan minder",
            "obsolete" => "obsolete minder",
            "buried alive in reporters" => "chief penguin",
            var other => other,
        };
    }
}
