using Dapper;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Puts letters into the outbox, in the transaction of their cause, and changes what people decide of them.</summary>
public sealed class OutboxStore(WriteTransaction write)
{
    private const string KnownSql = "select id from outbox where key = @key";

    private const string AddSql = """
        insert into outbox (id, key, state, message_id, sender, subject, content, project, series, user_id, written_at, since, due_at, attempts, last_error)
        values (@id, @key, @state, @messageId, @sender, @subject, @content, @project, @series, @user, @at, @at, @at, 0, @error) on conflict (key) do nothing
        """;

    private const string RetrySql = """
        update outbox set state = 0, since = @now, due_at = @now, attempts = 0, claim = null, last_error = null where id = @id and state in (0, 3, 4, 5)
        """;

    private const string RetryRecipientsSql = "update outbox_recipients set state = 0 where letter = @id and state = 2";
    private const string CancelSql = "update outbox set state = 5 where id = @id and state in (0, 4)";

    private const string SenderSql = "select name, address from outbox_sender where id = 1";

    private const string SetSenderSql = """
        insert into outbox_sender (id, name, address, site) values (1, @Name, @Address, @site)
        on conflict (id) do update set name = excluded.name, address = excluded.address, site = excluded.site
        """;

    private static readonly RowTarget RecipientRows = new("outbox_recipients", "letter:n position:n address:t state:n said:t");

    /// <summary>
    /// Adds a letter. Others who add one wait until the transaction ends, so that it is best added last.
    /// </summary>
    /// <returns>Its number; null when one with this key was written before: then nothing changes.</returns>
    public async Task<LetterId?> AddAsync(NewLetter letter, CancellationToken cancel)
    {
        var key = Dialect.Clean(letter.Key);
        var id = await IdLedger.TakeAsync(write, "outbox", 1, cancel);
        if (await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(KnownSql, new { key }, cancellationToken: cancel)) is not null) return null;
        var failed = letter.Recipients.FirstOrDefault(static one => one.State == RecipientState.Failed);
        var state = letter.Recipients.Any(static one => one.State == RecipientState.Waiting) ? LetterState.Waiting : LetterState.Failed;
        await ExecuteAsync(AddSql, new
        {
            id, key, state = (long)state, messageId = letter.MessageId.Value, sender = letter.Sender, subject = Dialect.Clean(letter.Subject), content = letter.Content,
            project = letter.Project, series = letter.Series?.Value, user = letter.User, at = Micros.From(letter.WrittenAt),
            error = state == LetterState.Failed ? failed?.Said ?? "there is nobody to send it to" : null,
        }, cancel);
        var rows = write.Write(RecipientRows);
        foreach (var (position, one) in letter.Recipients.Index()) rows.Add(id).Add(position).AddText(one.Address).Add((long)one.State).AddText(one.Said).EndRow();
        await rows.FlushAsync(cancel);
        return new(id);
    }

    /// <summary>Puts a letter back to be sent at once: to those whom it has not reached.</summary>
    /// <returns>False when it is being sent or was sent, or is not there.</returns>
    public async Task<bool> RetryAsync(LetterId id, DateTimeOffset now, CancellationToken cancel)
    {
        if (await ExecuteAsync(RetrySql, new { id = id.Value, now = Micros.From(now) }, cancel) == 0) return false;
        await ExecuteAsync(RetryRecipientsSql, new { id = id.Value }, cancel);
        return true;
    }

    /// <summary>Takes a letter back before it is sent.</summary>
    /// <returns>False when it is too late, or it is not there.</returns>
    public async Task<bool> CancelAsync(LetterId id, CancellationToken cancel) => await ExecuteAsync(CancelSql, new { id = id.Value }, cancel) > 0;

    /// <summary>Who letters are from, as the last server that was told said; null when none was.</summary>
    public async Task<Mailbox?> FindSenderAsync(CancellationToken cancel)
    {
        var (name, address) = await write.Connection.QueryFirstOrDefaultAsync<(string? Name, string? Address)>(new CommandDefinition(SenderSql, cancellationToken: cancel));
        return address is null ? null : new(name ?? "", address);
    }

    /// <summary>Says who letters are from, and where the site is that they link to.</summary>
    /// <param name="sender">Who.</param>
    /// <param name="site">Where people reach the site, without a last slash; empty where that is not known.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task SetSenderAsync(Mailbox sender, string site, CancellationToken cancel) =>
        ExecuteAsync(SetSenderSql, new { Name = Dialect.Clean(sender.Name), sender.Address, site }, cancel);

    private Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
}
