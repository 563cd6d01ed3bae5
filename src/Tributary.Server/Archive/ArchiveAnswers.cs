using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The answers of the archive's addresses.</summary>
internal sealed class ArchiveAnswers(ArchiveReader reader, MailPageReader pages, TimeProvider clock)
{
    /// <summary>The list's front page: our queue.</summary>
    public static IResult Front(ArchiveScope scope) => TypedResults.Redirect(scope.Projects is [var only] ? Addresses.Queue(only.Name) : "/queue");

    /// <summary>For a message that is not here: a plain line, for programs.</summary>
    public static IResult NotHere() => TypedResults.Text("No message with this id is in this list.\n", "text/plain", statusCode: StatusCodes.Status404NotFound);

    /// <summary>For a name that is no list: a bare message id leads to its message, anything else is no page.</summary>
    public static IResult WithoutList(ArchiveAddress address, HttpRequest request) => address.List.Contains('@', StringComparison.Ordinal) && address.Rest.Length == 0
        ? Move(request, "all", Addresses.EscapeId(MessageId.Parse(address.List)) + "/")
        : TypedResults.NotFound();

    /// <summary>To the address with its slash at the end. It is absolute, since b4 takes the archive's place from it.</summary>
    public static IResult Move(HttpRequest request, string list, ArchivedMail mail) => Move(
        request, list == "r" ? "all" : list, Addresses.EscapeId(mail.Found.Stored.Id) + (mail.Reading.Form == ArchiveForm.Thread ? "/t/" : "/"));

    /// <summary>To another address below a list, with the query of this one.</summary>
    public static IResult Move(HttpRequest request, string list, string rest) =>
        TypedResults.Redirect($"{request.Scheme}://{request.Host}/{Addresses.Escape(list)}/{rest}{request.QueryString}", permanent: true);

    /// <summary>One message as public-inbox sends it: as the only mail of an mbox. (Its bytes as they came are at <see cref="Addresses.Raw"/>.)</summary>
    public static IResult Raw(StoredMessage stored)
    {
        var mail = new ArrayBufferWriter<byte>(stored.Raw.Length + 128);
        MboxWriter.Write(stored.Raw.Span, mail);
        var name = MboxName.OfSubject(MessageReader.Read(stored.Raw).Subject);
        return new NamedResult($"{name}.txt", TypedResults.Bytes(mail.WrittenMemory, "text/plain", entityTag: new EntityTagHeaderValue($"\"{Hash(stored.Raw.Span)}\"")));
    }

    /// <summary>The place where a message's thread is read.</summary>
    public static IResult ThreadPage(StoredMessage stored) =>
        TypedResults.Redirect(stored.Series is { } series ? Addresses.InSeries(series, stored.Id) : Addresses.Message(stored.Id));

    /// <summary>The whole thread of a message as a packed mbox.</summary>
    public async Task<IResult> ThreadAsync(ArchiveScope scope, ArchivedMail mail, CancellationToken cancel)
    {
        var thread = await reader.ListThreadAsync(scope, mail.Found.Stored.Id, cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var one in thread) hash.AppendData(one.Digest.Span);
        return new MboxResult(
            MboxName.OfSubject(thread[0].Subject), Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16)), reader.ReadAsync(thread.Select(one => one.Number), cancel));
    }

    /// <summary>The newest messages of a thread as a feed.</summary>
    public async Task<IResult> FeedAsync(ArchiveScope scope, ArchivedMail mail, CancellationToken cancel)
    {
        var newest = (await reader.ListThreadAsync(scope, mail.Found.Stored.Id, cancel)).Reverse().Take(ArchiveSearchAnswers.FeedEntries).ToList();
        var hits = new List<ArchiveHit>();
        foreach (var one in newest)
        {
            await foreach (var raw in reader.ReadAsync([one.Number], cancel))
                hits.Add(new(one.Number, new(one.Id, MailKind.None, MessageReader.Read(raw).From, one.Date, one.Subject, Series: null)));
        }

        return new AtomFeed(scope.Name, hits);
    }

    /// <summary>The page of a message: the same as at its own address.</summary>
    public async Task<IResult> PageAsync(ArchivedMail mail, CancellationToken cancel)
    {
        var model = await pages.ReadAsync(mail.Found, clock.GetUtcNow(), cancel);
        var form = new PageForm(IsJson: false);
        return mail.Found.Stored.Kind is MailKind.Patch or MailKind.PullRequest
            ? form.Answer<PatchPage>(model, () => MailView.From(model)) : form.Answer<MessagePage>(model, () => MailView.From(model));
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
}
