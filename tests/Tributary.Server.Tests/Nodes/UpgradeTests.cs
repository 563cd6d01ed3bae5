using System.Data.Common;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>A database of the first schema with mail in it is brought to the newest, and a rebuild makes of it what a new import makes.</summary>
public sealed class UpgradeTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task FirstSchema_WhenOpenedByThisProgram_ThenItsMailAndNumbersStayAndTheRestIsDerivedAgain(DatabaseKind kind)
    {
        await using var today = await ImportBench.OpenAsync(kind);
        if (today is null) return;
        // The first program gave each mail a row of its own.
        today.PacksTogether = false;
        await today.ImportAsync(((string[])
        [
            WebBench.Mail("c@example.org", "[PATCH 0/2] bpf: a start", "Why.\n"), WebBench.Patch("p1@example.org", "[PATCH 1/2] bpf: a start: one", "In-Reply-To: <c@example.org>\n"),
            WebBench.Patch("p2@example.org", "[PATCH 2/2] bpf: a start: two", "In-Reply-To: <c@example.org>\n"), WebBench.Patch("v2@example.org", "[PATCH v2] bpf: more"),
            WebBench.Mail("r@example.org", "Re: [PATCH 1/2] bpf: a start: one", "Acked-by: B <b@example.org>\n", "In-Reply-To: <p1@example.org>\n"),
        ]).Select(static mail => NewMessage.Read(Encoding.UTF8.GetBytes(mail))));
        var folder = Directory.CreateTempSubdirectory("tributary-first-");
        var url = kind == DatabaseKind.Postgres ? PostgresServer.Create() : null;
        await WriteFirstAsync(today, folder.FullName, url);

        await using var opened = await Database.OpenAsync(folder.FullName, url, CancellationToken.None);
        var refusal = await Should.ThrowAsync<DatabaseException>(() => new DatabaseHealth(opened).DemandCurrentAsync(CancellationToken.None));
        await new RebuildStep(opened, _ => BuiltInProfiles.Find(BuiltInProfiles.Default)).RunAsync(progress: null, CancellationToken.None);

        refusal.Message.ShouldContain("trib rebuild");
        (await new DatabaseHealth(opened).ReadSchemaAsync(CancellationToken.None)).ShouldBe(await new DatabaseHealth(today.Database).ReadSchemaAsync(CancellationToken.None));
        await new DatabaseHealth(opened).DemandCurrentAsync(CancellationToken.None);
        // There were no events then, nor numbers of them: a rebuild invents none, so that the kept counts of their lists differ.
        string[] apart = ["ids", "list_counts"];
        (await DatabaseDigest.ComputeAsync(opened, withIds: true, CancellationToken.None)).Where(pair => !apart.Contains(pair.Key))
            .ShouldBe((await DatabaseDigest.ComputeAsync(today.Database, withIds: true, CancellationToken.None)).Where(pair => !apart.Contains(pair.Key)));
        await opened.DisposeAsync();
        folder.Delete(recursive: true);
    }

    // The rows that the first program would have written: those of today in the tables and columns of then, packed in its own way.
    private static async Task WriteFirstAsync(ImportBench today, string folder, string? url)
    {
        await using var first = Connect(folder, url);
        await first.OpenAsync();
        var dialect = today.Database.Dialect;
        await first.ExecuteAsync(dialect.Translate(await ReadFirstSchemaAsync()));
        await first.ExecuteAsync(dialect.Translate("create table schema_version (number bigint primary key, name {text} not null)"));
        await first.ExecuteAsync("insert into schema_version (number, name) values (1, '0001-mail-and-series')");
        foreach (var table in await first.QueryAsync<string>(dialect.IsPostgres ? "select tablename from pg_tables where schemaname = 'public'" : "select name from sqlite_master where type = 'table'"))
        {
            if (table != "schema_version") await CopyAsync(today, first, table);
        }

        await first.ExecuteAsync($"update messages set member = {(dialect.IsPostgres ? "'\\x00'::bytea" : "x'00'")}");
    }

    private static async Task CopyAsync(ImportBench today, DbConnection first, string table)
    {
        List<string> columns;
        await using (var reader = await first.ExecuteReaderAsync($"select * from {table} limit 0")) columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        foreach (IDictionary<string, object?> row in await today.QueryAsync<dynamic>($"select {string.Join(", ", columns)} from {table}"))
        {
            var values = new DynamicParameters();
            foreach (var column in columns) values.Add(column, row[column]);
            await first.ExecuteAsync($"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(static column => "@" + column))})", values);
        }
    }

    private static async Task<string> ReadFirstSchemaAsync()
    {
        using var reader = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream("migrations/0001-mail-and-series")!);
        return await reader.ReadToEndAsync();
    }

    private static DbConnection Connect(string folder, string? url)
    {
        if (url is null) return new SqliteConnection($"Data Source={Path.Combine(folder, "tributary.db")};Pooling=false");
        var address = new Uri(url);
        return new NpgsqlConnection($"Host={address.Query["?host=".Length..]};Username=postgres;Database={address.AbsolutePath.Trim('/')};Pooling=false");
    }
}
