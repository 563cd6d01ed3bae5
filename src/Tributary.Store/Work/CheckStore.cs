using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Writes what checks say of patches. What a patch's checks come to follows when its cluster is settled.</summary>
public sealed class CheckStore(WriteTransaction write)
{
    private const string AddSql = """
        insert into checks (id, patch, user_id, at, state, target_url, context, description)
        values (@id, @patch, @user, @at, @state, @targetUrl, @context, @description)
        """;

    /// <summary>Adds a check.</summary>
    /// <param name="patch">The patch's number.</param>
    /// <param name="user">Who says it.</param>
    /// <param name="check">What it says.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Its number.</returns>
    public async Task<long> AddAsync(long patch, long user, NewCheck check, DateTimeOffset at, CancellationToken cancel)
    {
        var id = await IdLedger.TakeAsync(write, "checks", 1, cancel);
        var row = new
        {
            id, patch, user, at = Micros.From(at), state = (long)check.State, targetUrl = Clean(check.TargetUrl), context = Dialect.Clean(check.Context),
            description = Clean(check.Description),
        };
        await write.Connection.ExecuteAsync(new CommandDefinition(AddSql, row, cancellationToken: cancel));
        return id;
    }

    private static string? Clean(string? text) => text is null ? null : Dialect.Clean(text);
}

/// <summary>What a check says of a patch.</summary>
public sealed record NewCheck
{
    /// <summary>What it found.</summary>
    public required CheckState State { get; init; }

    /// <summary>Where one reads more, or null.</summary>
    public string? TargetUrl { get; init; }

    /// <summary>Which check it is: the newest of a user and context counts.</summary>
    public string Context { get; init; } = "default";

    /// <summary>What it says in words, or null.</summary>
    public string? Description { get; init; }
}
