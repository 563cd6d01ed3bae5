using System.Text;
using Dapper;
using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Bench;

/// <summary>Writes made series straight into a database.</summary>
internal sealed class QueueFiller(Database database)
{
    /// <summary>The project that they are in.</summary>
    public const long Project = 1;

    private const int SeriesEach = 500;

    private static readonly RowTarget People = new("people", "id:n address:t name:t named_at:n named_in:t written:t words:t");
    private static readonly RowTarget Messages = new("messages", "id:n message_id:t digest:b sent_at:n person:n kind:n subject:t size:n member:b");
    private static readonly RowTarget Raws = new("message_raws", "message:n encoding:n content:b");
    private static readonly RowTarget Places = new("project_messages", "project:n message:n arrival:n parent:n target:n series:n");
    private static readonly RowTarget Patches = new("series_patches", "series:n message:n number:n name:t state:n acked:n reviewed:n tested:n");
    private static readonly RowTarget Tags = new("patch_tags", "series:n patch:n position:n key:t value:t source:n");
    private static readonly RowTarget Links = new("series_links", "series:n earlier:n position:n evidence:t reason:t");

    private static readonly RowTarget Series = new(
        "series", "id:n project:n name:t version:n total:n received:n complete:n pull_request:n sent_at:n active_at:n submitter:n head:n cover:n state:n "
        + "tree:t tree_reason:t delegate:t superseded_by:n replies:n parts:n acked:n reviewed:n tested:n words:t");

    // As much as ThreadMember of a patch takes on average; nothing here reads it.
    private static readonly byte[] Member = new byte[260];

    /// <summary>Fills an empty database.</summary>
    public async Task FillAsync(int patches, CancellationToken cancel)
    {
        var maker = new QueueMaker(patches);
        await using (var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel))
        {
            await write.Connection.ExecuteAsync("insert into projects (id, name, profile) values (1, 'made', 'bpf')");
            await AddPeopleAsync(write, maker.People, cancel);
            await write.CommitAsync(cancel);
        }

        foreach (var batch in maker.Make().Chunk(SeriesEach))
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
            await AddAsync(write, batch, cancel);
            await write.CommitAsync(cancel);
        }

        await FinishAsync(cancel);
    }

    /// <summary>The id of a made message.</summary>
    public static string MessageId(long message) => $"20240101{message:D9}.{message * 7919 % 1_000_003}-1-sender@mail{message % 53}.example.org";

    /// <summary>The address of a made person.</summary>
    public static string Address(long person) => $"first{person}.last{person % 1999}@company{person % 149}.example";

    private static async Task AddPeopleAsync(WriteTransaction write, int people, CancellationToken cancel)
    {
        var rows = write.Write(People);
        for (long id = 1; id <= people; id++)
        {
            var name = $"First{id} Last{id % 1999}";
            rows.Add(id).Add(Address(id)).Add(name).Add(0L).Add("").Add(Address(id)).Add(NameWords.Of($"{name} {Address(id)}")).EndRow();
        }

        await rows.FlushAsync(cancel);
    }

    private static async Task AddAsync(WriteTransaction write, IReadOnlyCollection<QueueSeries> batch, CancellationToken cancel)
    {
        RowWriter[] rows = [write.Write(Series), write.Write(Messages), write.Write(Raws), write.Write(Places), write.Write(Patches), write.Write(Tags), write.Write(Links)];
        foreach (var series in batch)
        {
            AddSeries(rows[0], series);
            AddMessages((rows[1], rows[2], rows[3]), series);
            AddPatches((rows[4], rows[5]), series);
            for (var i = 0; i < series.Earlier.Length; i++)
                rows[6].Add(series.Id).Add(series.Earlier[i]).Add((long)i).Add("title").Add("The same title from the same sender.").EndRow();
        }

        foreach (var each in rows) await each.FlushAsync(cancel);
    }

    private static void AddSeries(RowWriter rows, QueueSeries series) => rows
        .Add(series.Id).Add(Project).Add(series.Name).Add((long)series.Version).Add((long)series.Total).Add((long)series.Total).Add(1L).Add(0L)
        .Add(series.SentAt).Add(series.ActiveAt).Add(series.Submitter).Add(series.FirstMessage).Add(series.HasCover ? series.FirstMessage : (long?)null)
        .Add((long)series.State).AddText(series.Tree).Add(series.Tree is null ? "The subject names no tree." : $"The subject says {series.Tree}.")
        .AddText(series.Delegate).AddNull().Add((long)series.Replies.Length).Add(series.Id).Add((long)series.Tags).Add(0L).Add(0L)
        .Add(NameWords.Of(series.Name)).EndRow();

    private static void AddMessages((RowWriter Messages, RowWriter Raws, RowWriter Places) rows, QueueSeries series)
    {
        for (var i = 0; i < series.Messages; i++)
        {
            var id = series.FirstMessage + i;
            var own = i - (series.Messages - series.Replies.Length);
            var (person, sentAt, target) = own < 0 ? (series.Submitter, series.SentAt + i, i) : series.Replies[own];
            var kind = own >= 0 ? MailKind.Reply : series.HasCover && i == 0 ? MailKind.CoverLetter : MailKind.Patch;
            var subject = own >= 0 ? $"Re: [PATCH] {series.Name}" : $"[PATCH {i}/{series.Total}] {series.Name}";
            var aim = series.FirstMessage + Math.Min(target, series.Total - (series.HasCover ? 0 : 1));
            var raw = Encoding.ASCII.GetBytes($"Message-ID: <{MessageId(id)}>\nFrom: <{Address(person)}>\nSubject: {subject}\nDate: Mon, 1 Jan 2024 00:00:00 +0000\n\n{series.Name}\n");
            rows.Messages.Add(id).Add(MessageId(id)).Add(new byte[16]).Add(sentAt).Add(person).Add((long)kind).Add(subject).Add((long)raw.Length).Add(Member).EndRow();
            rows.Raws.Add(id).Add(0L).Add(raw).EndRow();
            rows.Places.Add(Project).Add(id).Add(id).Add(own >= 0 ? aim : i == 0 ? (long?)null : series.FirstMessage).Add(aim).Add(series.Id).EndRow();
        }
    }

    private static void AddPatches((RowWriter Patches, RowWriter Tags) rows, QueueSeries series)
    {
        for (var i = 0; i < series.Total; i++)
        {
            var patch = series.FirstPatch + i;
            rows.Patches.Add(series.Id).Add(patch).Add((long)i + 1).Add($"[{i + 1}/{series.Total}] {series.Name}").Add((long)series.State).Add((long)series.Tags).Add(0L).Add(0L).EndRow();
            for (var tag = 0; tag < series.Tags; tag++) rows.Tags.Add(series.Id).Add(patch).Add((long)tag).Add("Acked-by").Add("First1 Last1 <first1@example.org>").Add(patch).EndRow();
        }
    }

    // The kept counts, and what a database knows of itself after a while of work.
    private async Task FinishAsync(CancellationToken cancel)
    {
        await using (var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel))
        {
            await write.Connection.ExecuteAsync("insert into series_counts (project, state, tree, total) select project, state, coalesce(tree, ''), count(*) from series group by 1, 2, 3");
            await write.CommitAsync(cancel);
        }

        if (!database.Dialect.IsPostgres) return;
        await using var connection = await database.OpenReadAsync(cancel);
        await connection.ExecuteAsync("vacuum analyze", commandTimeout: 600);
    }
}
