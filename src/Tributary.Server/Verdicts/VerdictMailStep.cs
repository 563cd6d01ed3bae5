using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Turns mail about what rules found on and off: of a project by its maintainers, of an address by whoever reads its mail.</summary>
/// <param name="database">The database.</param>
public sealed class VerdictMailStep(Database database)
{
    /// <summary>A project's senders are told of errors by mail from now on, or no longer.</summary>
    public Task<WorkOutcome> SetAsync(long project, bool isOn, WorkActor actor, CancellationToken cancel)
    {
        var value = isOn ? actor.At.ToString("O", CultureInfo.InvariantCulture) : "";
        return new ProjectStep(database).ChangeAsync(project, ImmutableSortedDictionary<string, string>.Empty.Add(VerdictMail.Setting, value), actor, cancel);
    }

    /// <summary>True when a link was in a letter to an address.</summary>
    public async Task<bool> IsGenuineAsync(string address, string key, CancellationToken cancel)
    {
        var secret = await new VerdictQueries(database).FindSecretAsync(cancel);
        return secret.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(VerdictMail.KeyOf(secret, address)), Encoding.UTF8.GetBytes(key));
    }

    /// <summary>Whoever writes from an address wants no such mail, or wants it again.</summary>
    public Task<WorkOutcome> RefuseAsync(string address, bool wantsMail, DateTimeOffset now, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        await new VerdictStore(write).SetRefusalAsync(address.ToLowerInvariant(), wantsMail, now, cancel);
        return new WorkOutcome.Done(0);
    }, cancel);
}
