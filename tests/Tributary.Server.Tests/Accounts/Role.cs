namespace Tributary.Server.Tests;

/// <summary>What somebody is to the things that the table of roles and actions is about.</summary>
public enum Role
{
    /// <summary>Has not signed in.</summary>
    Visitor,

    /// <summary>Has an account, and is nothing else here; the bundle is his.</summary>
    User,

    /// <summary>Sent the series, from an address that is not the first one of the account.</summary>
    Author,

    /// <summary>The series was given to him.</summary>
    Delegate,

    /// <summary>Maintains another project.</summary>
    OtherMaintainer,

    /// <summary>Maintains the project.</summary>
    Maintainer,

    /// <summary>Runs the machine.</summary>
    Administrator,
}
