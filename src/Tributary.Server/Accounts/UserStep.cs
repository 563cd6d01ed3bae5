using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Changes what a user says of himself: by himself or an administrator.</summary>
public sealed class UserStep(Database database)
{
    private const int MostInGivenName = 30;
    private const int MostInFamilyName = 150;

    /// <summary>Changes an account.</summary>
    /// <param name="user">Its number.</param>
    /// <param name="edit">What changes.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> ChangeAsync(long user, UserEdit edit, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        var store = new UserStore(write);
        if (await store.FindAsync(user, cancel) is not { } found) return new WorkOutcome.NotFound();
        var isAllowed = actor.User is { IsActive: true } who ? who.IsAdmin || who.Id == user : actor is { User: null, Door: Door.CommandLine };
        if (!isAllowed) return new WorkOutcome.Refused("Only the user himself may change this.");
        var wrong = FieldRules.Check("first_name", edit.FirstName, MostInGivenName) ?? FieldRules.Check("last_name", edit.LastName, MostInFamilyName)
            ?? CheckRows(edit.ItemsPerPage);
        if (wrong is not null) return wrong;
        await store.SaveAsync(edit.ApplyTo(found), cancel);
        return new WorkOutcome.Done(user);
    }, cancel);

    private static WorkOutcome.Invalid? CheckRows(long? rows) => rows switch
    {
        < 0 => new("items_per_page", "Ensure this value is greater than or equal to 0."),
        > int.MaxValue => new("items_per_page", $"Ensure this value is less than or equal to {int.MaxValue}."),
        _ => null,
    };
}

/// <summary>What is to change of a user; null stays.</summary>
public sealed record UserEdit
{
    /// <summary>The given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The family name.</summary>
    public string? LastName { get; init; }

    /// <summary>Mail may be sent on his behalf.</summary>
    public bool? SendEmail { get; init; }

    /// <summary>Rows a page.</summary>
    public long? ItemsPerPage { get; init; }

    /// <summary>Show numbers of patches.</summary>
    public bool? ShowIds { get; init; }

    /// <summary>The user with the changes.</summary>
    internal User ApplyTo(User user) => user with
    {
        FirstName = FirstName ?? user.FirstName, LastName = LastName ?? user.LastName, SendEmail = SendEmail ?? user.SendEmail,
        ItemsPerPage = ItemsPerPage ?? user.ItemsPerPage, ShowIds = ShowIds ?? user.ShowIds,
    };
}
