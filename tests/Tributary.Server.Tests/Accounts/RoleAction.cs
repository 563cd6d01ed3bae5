using System.Collections.Immutable;

namespace Tributary.Server.Tests;

/// <summary>Something that somebody may do or not: a line of the table.</summary>
/// <param name="Name">What it is called in a test's name.</param>
/// <param name="Endpoint">Method and pattern: <c>PATCH patches/{id}/</c> of the API, <c>POST /account/profile</c> of the pages.</param>
/// <param name="Allowed">Who may.</param>
internal sealed record RoleAction(string Name, string Endpoint, ImmutableArray<Role> Allowed)
{
    /// <summary>Those who have an account.</summary>
    public static ImmutableArray<Role> Users { get; } = [Role.User, Role.Author, Role.Delegate, Role.OtherMaintainer, Role.Maintainer, Role.Administrator];

    /// <summary>Those who decide on a series.</summary>
    public static ImmutableArray<Role> Deciders { get; } = [Role.Delegate, Role.Maintainer, Role.Administrator];

    /// <summary>Those who take part in a series.</summary>
    public static ImmutableArray<Role> Participants { get; } = [Role.Author, .. Deciders];

    /// <summary>Those who change a project.</summary>
    public static ImmutableArray<Role> Maintainers { get; } = [Role.Maintainer, Role.Administrator];

    /// <summary>The address where it is tried; a page's own pattern where it has no places.</summary>
    public Func<RoleWorld, string>? Address { get; init; }

    /// <summary>What is sent: of the API as JSON, of a page as its fields.</summary>
    public Func<RoleWorld, Role, Task<ImmutableArray<(string Field, object Value)>>> Body { get; init; } = static (_, _) => Task.FromResult(ImmutableArray<(string, object)>.Empty);

    /// <summary>True for a line that pages serve.</summary>
    public bool IsPage => Endpoint.Contains(" /", StringComparison.Ordinal);

    /// <summary>The method.</summary>
    public string Method => Endpoint[..Endpoint.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>The pattern.</summary>
    public string Pattern => Endpoint[(Method.Length + 1)..];

    /// <summary>The line with a body that is always the same.</summary>
    public RoleAction Sending(params ImmutableArray<(string, object)> fields) => this with { Body = (_, _) => Task.FromResult(fields) };

    /// <summary>The line at an address.</summary>
    public RoleAction At(Func<RoleWorld, string> address) => this with { Address = address };

    /// <inheritdoc />
    public override string ToString() => Name;
}
