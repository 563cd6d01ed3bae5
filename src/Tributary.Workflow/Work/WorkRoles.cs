namespace Tributary.Workflow;

/// <summary>What somebody is to a patch, a series or a project; one may be several.</summary>
[Flags]
public enum WorkRoles
{
    /// <summary>Nobody known.</summary>
    None = 0,

    /// <summary>He sent it: the address of his account is the submitter's.</summary>
    Author = 1,

    /// <summary>It was given to him.</summary>
    Delegate = 2,

    /// <summary>He maintains the project.</summary>
    Maintainer = 4,

    /// <summary>He runs the machine.</summary>
    Administrator = 8,

    /// <summary>MAINTAINERS names him for a file that it touches.</summary>
    Owner = 16,
}
