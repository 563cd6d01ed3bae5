namespace Tributary.Workflow;

/// <summary>Through what a change came. The numbers are stored.</summary>
public enum Door
{
    /// <summary>A mail that arrived or was imported.</summary>
    Mail = 0,

    /// <summary>A page.</summary>
    Web = 1,

    /// <summary>Patchwork's API.</summary>
    Api = 2,

    /// <summary>What was seen in a repository.</summary>
    Git = 3,

    /// <summary>Scheduled work.</summary>
    Schedule = 4,

    /// <summary>A command on the machine.</summary>
    CommandLine = 5,
}
