using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Takes in what a check says of a patch: for those who may decide on the patch. (An author does not check himself.)</summary>
/// <param name="database">The store.</param>
/// <param name="findProfile">A profile by its name, e.g. <see cref="ProfileFile.Find"/>.</param>
public sealed class CheckStep(Database database, Func<string, Profile?> findProfile)
{
    private const int MostCharacters = 255;

    /// <summary>Adds a check.</summary>
    /// <param name="patch">The patch's number.</param>
    /// <param name="check">What it says.</param>
    /// <param name="actor">Who says it; a user.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Done with the check's number, or why not.</returns>
    public Task<WorkOutcome> AddAsync(long patch, NewCheck check, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsync(database, async write =>
    {
        var reader = new WorkReader(write);
        if (await reader.FindPatchAsync(patch, cancel) is not { } found) return new WorkOutcome.NotFound();
        var series = await reader.FindSeriesAsync(found.Series, cancel) ?? throw new InvalidOperationException($"patch {patch} is in no series");
        if (actor.User is not { } user || !WorkRules.May(actor.RolesOn(series, found), WorkMove.Check))
            return new WorkOutcome.Refused("Only a maintainer of the project or the delegate may say what a check found.");
        if (FindFault(check) is { } fault) return fault;
        var id = await new CheckStore(write).AddAsync(patch, user.Id, check, actor.At, cancel);
        var created = new NewEvent { Category = EventCategory.CheckCreated, Patch = patch, Check = id, After = check.State.Slug };
        await new EventStore(write, found.Project).AddAsync([created], actor.Origin, cancel);
        await WorkTransaction.SettleAsync(write, (found.Project, actor.Origin), findProfile, [found.Message], cancel);
        return new WorkOutcome.Done(id);
    }, cancel);

    private static WorkOutcome.Invalid? FindFault(NewCheck check)
    {
        if (FieldRules.CheckFilled("context", check.Context, MostCharacters) is { } blank) return blank;
        if (check.Context.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_')))
            return new("context", "Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens.");
        if (check.TargetUrl is { Length: > 0 } url && !(Uri.TryCreate(url, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" or "ftp" or "ftps"))
            return new("target_url", "Enter a valid URL.");
        return FieldRules.Check("target_url", check.TargetUrl, MostCharacters)
            ?? (check.Description?.Contains('\0', StringComparison.Ordinal) is true ? new("description", "Null characters are not allowed.") : null);
    }
}
