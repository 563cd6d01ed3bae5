using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Makes the accounts that a profile's rules of delegation give to (SUB-3: the delegate <c>bpf</c>), as Patchwork's delegates are users too: active, maintainers of the
/// project, and without password and token, so that nobody signs in as one.
/// </summary>
/// <param name="database">The database.</param>
public sealed class DelegateAccounts(Database database)
{
    /// <summary>Makes those that are not there; the project's waiting series are then given away anew.</summary>
    /// <param name="project">The project's number.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task MakeAsync(long project, Profile profile, DateTimeOffset now, CancellationToken cancel)
    {
        string[] names = [.. profile.Delegation.Select(static rule => rule.To).Where(static name => name.Length > 0).Distinct(StringComparer.Ordinal)];
        if (names.Length == 0 || (await new UserQueries(database).ListByNamesAsync(names, cancel)).Count == names.Length) return;
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.LockDerivedAsync(cancel);
        var store = new UserStore(write);
        var made = false;
        foreach (var name in names)
        {
            if (await store.FindByNameAsync(name, cancel) is not null) continue;
            var user = new User { Id = await store.TakeIdAsync(cancel), Username = name, Email = OwnAccounts.AddressOf(name), CreatedAt = now };
            // An account that differs only in case, or one that another node made meanwhile.
            if (await store.FindClashAsync(user, cancel) is not null) continue;
            await store.AddAsync(user, cancel);
            await store.SetMaintainerAsync(project, user.Id, isMaintainer: true, cancel);
            made = true;
        }

        if (!made) return;
        await DelegationsAsked.NoteAsync(write, project, now, cancel);
        await write.CommitAsync(cancel);
    }
}
