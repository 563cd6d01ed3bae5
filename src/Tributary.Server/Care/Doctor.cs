using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Looks at all that Tributary stands on, changes nothing, and says what to do.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="databaseUrl">PostgreSQL's URL, or null for the embedded database.</param>
public sealed class Doctor(string folder, string? databaseUrl)
{
    private const long EnoughFreeBytes = 512L * 1024 * 1024;
    private readonly List<DoctorCheck> _checks = [];

    /// <summary>How mail goes out, as far as this caller is told; null: it is not looked at.</summary>
    public MailOut? MailOut { get; init; }

    /// <summary>Looks.</summary>
    public async Task<ImmutableArray<DoctorCheck>> ExamineAsync(CancellationToken cancel)
    {
        _checks.Clear();
        _checks.Add(new(".NET", IsGood: true, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}"));
        await ExamineGitAsync(cancel);
        ExamineSpace();
        if (MailOut is { } mail) _checks.Add(await mail.ExamineAsync(cancel));
        if (databaseUrl is null && !File.Exists(Path.Combine(folder, "tributary.db")))
            _checks.Add(new("database", IsGood: true, $"there is none in {folder} yet", "begin with trib import SOURCE"));
        else
            await ExamineDatabaseAsync(cancel);
        return [.. _checks];
    }

    private static string Count(long number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");

    private async Task ExamineGitAsync(CancellationToken cancel)
    {
        try
        {
            var version = await GitVersion.ReadAsync(cancel);
            var isNew = version >= GitVersion.Oldest;
            _checks.Add(new("git", isNew, $"version {version}", isNew ? "" : $"install git {GitVersion.Oldest} or newer"));
        }
        catch (GitException missing)
        {
            _checks.Add(new("git", IsGood: false, missing.Message, "public-inboxes cannot be read without it"));
        }
    }

    private void ExamineSpace()
    {
        var place = new DirectoryInfo(folder);
        while (!place.Exists && place.Parent is not null) place = place.Parent;
        var free = new DriveInfo(place.FullName).AvailableFreeSpace;
        var isEnough = free >= EnoughFreeBytes;
        _checks.Add(new("space", isEnough, $"{Count(free / (1024 * 1024), "MB", "MB")} free at {place.FullName}", isEnough ? "" : "make room: an import stops when the disk is full"));
        var isBusy = Directory.Exists(folder) && File.Exists(Path.Combine(folder, "writer.lock")) && !IsLockFree();
        if (databaseUrl is null) _checks.Add(new("writer", IsGood: true, isBusy ? "a trib serve or trib import writes now" : "nobody writes now"));
    }

    private bool IsLockFree()
    {
        if (!WriterLock.TryTake(folder, out var held)) return false;
        held.Dispose();
        return true;
    }

    private async Task ExamineDatabaseAsync(CancellationToken cancel)
    {
        try
        {
            await using var database = await Database.OpenAsync(folder, databaseUrl, cancel);
            var about = database.Description;
            _checks.Add(new("database", IsGood: true, $"{about.Kind} {about.Version}, schema {about.Schema}, {about.Location}"));
            _checks.Add(new("library", IsGood: true, about.Library, about.Library == "bundled" ? "install the system's libsqlite3 (Debian: libsqlite3-0): it is newer and faster" : ""));
            var health = new DatabaseHealth(database);
            var damage = await health.FindDamageAsync(cancel);
            _checks.Add(new("integrity", damage is null, damage ?? "no damage found", damage is null ? "" : "restore a copy, or import the mail into a new data folder"));
            await health.DemandCurrentAsync(cancel);
            var counts = await health.CountAsync(cancel);
            _checks.Add(new("mail", IsGood: true, $"{Count(counts.Projects, "project", "projects")}, {Count(counts.Messages, "message", "messages")}, {Count(counts.Series, "series", "series")}"));
            _checks.Add(new(
                "quarantine", IsGood: true, Count(counts.Quarantined, "mail that could not be read", "mails that could not be read"),
                counts.Quarantined == 0 ? "" : "they are kept; trib import --verbose says why when it meets them"));
            var words = await new WordIndexer(database).GetPositionAsync(cancel);
            _checks.Add(new(
                "word index", IsGood: true, words.IsCurrent ? "up to date" : $"{Count(words.Last - words.Indexed, "message", "messages")} behind", words.IsCurrent ? "" : "trib serve catches up"));
            await ExamineOutboxAsync(database, cancel);
            await ExamineSourcesAsync(health, cancel);
        }
        catch (DatabaseException failure)
        {
            _checks.Add(new("database", IsGood: false, failure.Message));
        }
    }

    private async Task ExamineOutboxAsync(Database database, CancellationToken cancel)
    {
        var counts = await new OutboxQueries(database).CountAsync(new(), cancel);
        var (failed, waiting) = (counts.GetValueOrDefault(LetterState.Failed), counts.GetValueOrDefault(LetterState.Waiting));
        _checks.Add(new(
            "outbox", failed == 0, $"{Count(counts.Values.Sum(), "letter", "letters")}, {Count(waiting, "waits", "wait")}, {Count(failed, "failed", "failed")}",
            failed == 0 ? "" : "trib outbox list --state failed says why; trib outbox retry sends again"));
    }

    private async Task ExamineSourcesAsync(DatabaseHealth health, CancellationToken cancel)
    {
        foreach (var source in await health.ListInboxesAsync(cancel))
        {
            var gaps = InboxPosition.FromJson(source.Position).Epochs.SelectMany(static epoch => epoch.Gaps).ToArray();
            if (gaps.Length == 0) continue;
            var first = gaps[0];
            _checks.Add(new(
                "source", IsGood: false, $"{source.Location}: {Count(gaps.Length, "mail", "mails")} could not be read, first commit {first.Commit}: {first.Reason}",
                "mend the copy (git fsck, or clone it again), then run trib import with it again"));
        }
    }
}
