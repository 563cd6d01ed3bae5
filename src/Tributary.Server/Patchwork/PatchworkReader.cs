using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Finds what Patchwork's addresses name, and makes its downloads.</summary>
internal sealed class PatchworkReader(ProjectNames names, SubmissionQueries submissions, PatchworkMboxes mboxes)
{
    /// <summary>The message of an address in a project, by the project's name or an alias; null when it is not there.</summary>
    public async Task<SubmissionPlace?> FindAsync(string project, PatchworkTarget target, CancellationToken cancel)
    {
        if (await names.FindAsync(project, cancel) is not { } stored) return null;
        foreach (var id in target.Ids)
        {
            if (await submissions.FindAsync(stored.Id, id, cancel) is { } place) return place;
        }

        return null;
    }

    /// <summary>The message of a number in the API with its project, or null.</summary>
    public async Task<(StoredProject Project, SubmissionPlace Place)?> FindAsync(long number, CancellationToken cancel)
    {
        if (await submissions.FindAsync(number, cancel) is not { } place) return null;
        return await names.FindAsync(place.Project, cancel) is { } project ? (project, place) : null;
    }

    /// <summary>The message of an address that holds a number of the API where our own hold an id, as <c>/patch/12/</c>; null when it holds none.</summary>
    public async Task<SubmissionPlace?> FindAsync(AddressedId address, CancellationToken cancel)
    {
        foreach (var reading in address.Readings.Where(reading => reading.Form == AnswerForm.Page))
        {
            if (long.TryParse(reading.Id.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return await submissions.FindAsync(number, cancel);
        }

        return null;
    }

    /// <summary>The mbox of a patch or cover letter.</summary>
    public MailDownload Mbox(SubmissionPlace place, CancellationToken cancel) => place.IsPatch
        ? new(mboxes.WriteAsync(place.Project, [place.Message], cancel), MailDownload.PatchType, MailDownload.FileNameOf(place.Name) + ".patch")
        : new(mboxes.WriteAsync(place.Project, [place.Message], cancel), MailDownload.MboxType, MailDownload.FileNameOf(place.Name) + ".mbox");

    /// <summary>The mbox of a patch behind those of its series that come before it; null when the patch is not of that series.</summary>
    /// <param name="place">The patch.</param>
    /// <param name="series">The series' number, or <c>*</c> for the one it belongs to.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<MailDownload?> FindMboxAsync(SubmissionPlace place, string series, CancellationToken cancel)
    {
        if (place.Series is not { } own || await submissions.FindSeriesAsync(own, cancel) is not { } found) return null;
        if (series != "*" && (!TryReadSeries(series, out var asked) || (await submissions.FindSeriesAsync(asked, cancel))?.Id != found.Id)) return null;
        var number = found.Patches.FirstOrDefault(patch => patch.Message == place.Message).Number;
        var before = found.Patches.Where(patch => patch.Number < number).Select(patch => patch.Message);
        return new(mboxes.WriteAsync(place.Project, [.. before, place.Message], cancel), MailDownload.PatchType, MailDownload.FileNameOf(place.Name) + ".patch");
    }

    /// <summary>The mbox of a series, or null.</summary>
    public async Task<MailDownload?> FindMboxAsync(SeriesId series, CancellationToken cancel)
    {
        if (await submissions.FindSeriesAsync(series, cancel) is not { } found) return null;
        // While its first patch is not here a series has no name for Patchwork's clients.
        var name = NamePrefixes.SeriesName(found.Name) is { Length: > 0 } known ? known : $"Untitled series #{series}";
        return new(
            mboxes.WriteAsync(found.Project, [.. found.Patches.Select(patch => patch.Message)], cancel), MailDownload.MboxType, MailDownload.FileNameOf(name) + ".patch");
    }

    /// <summary>The diff of a patch, or null.</summary>
    public async Task<MailDownload?> FindDiffAsync(SubmissionPlace place, CancellationToken cancel) => await mboxes.FindDiffAsync(place, cancel) is { } diff
        ? new(Single(Encoding.UTF8.GetBytes(diff)), MailDownload.DiffType, MailDownload.FileNameOf(place.Name) + ".diff")
        : null;

    private static bool TryReadSeries(string text, out SeriesId series)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        series = new(number);
        return isNumber;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Single(byte[] content)
    {
        await Task.CompletedTask;
        yield return content;
    }
}
