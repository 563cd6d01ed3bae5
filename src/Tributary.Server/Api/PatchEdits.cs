using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Takes in what clients want of a patch, in Patchwork's words.</summary>
internal sealed class PatchEdits(DecisionStep decisions, UserQueries users)
{
    private const string State = "state";
    private const string Delegate = "delegate";
    private const string Related = "related";
    private const int MostCharacters = 255;

    /// <summary>The fields that are taken.</summary>
    public static ImmutableArray<string> Fields { get; } = [State, Delegate, "archived", "commit_ref", "pull_url", Related];

    /// <summary>Changes a patch.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="isPartial">True for PATCH: what is not there stays as it is.</param>
    /// <param name="done">Shows the patch as it is then.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ApiAnswer> RunAsync(PatchListed patch, ApiRequest request, bool isPartial, Func<Task<ApiAnswer>> done, CancellationToken cancel)
    {
        if (request.User is null) return ApiAnswer.Forbidden(request);
        return await request.WithBodyAsync(isPartial, async body =>
        {
            var decision = await ReadAsync(body, request.Version, cancel);
            // Who may not touch the patch is told so, whatever else is wrong: to decide on nothing is refused to him too.
            var seen = SeenPatch.ReadCondition(request.Http.Request);
            var outcome = await decisions.RunOnPatchAsync(patch.Id, body.IsRight ? decision : new(), request.Actor, cancel, seen);
            if (outcome is WorkOutcome.Conflict conflict && seen is not null) return ApiAnswer.Problem(StatusCodes.Status412PreconditionFailed, conflict.Sentence);
            if (outcome is not WorkOutcome.Done) return ApiAnswer.From(outcome, request);
            return body.IsRight ? await done() : body.Refusal;
        }, cancel);
    }

    private async Task<Decision> ReadAsync(BodyReader body, ApiVersion version, CancellationToken cancel)
    {
        body.Require(State, Delegate);
        var text = new TextRule(MostCharacters, MayBeBlank: true, MayBeNull: true);
        return new Decision
        {
            State = ReadState(body),
            Delegate = await ReadDelegateAsync(body, cancel),
            IsArchived = body.Flag("archived"),
            CommitRef = body.Has("commit_ref") ? new(body.Text("commit_ref", text)) : null,
            PullUrl = body.Has("pull_url") ? new(body.Text("pull_url", text)) : null,
            Related = version < ApiVersion.V12 ? null : ReadRelated(body),
        };
    }

    private static PatchState? ReadState(BodyReader body)
    {
        if (body.Find(State) is not { } value) return null;
        var word = value switch
        {
            BodyValue.OfForm form => form.Texts[^1],
            BodyValue.OfJson { Element: { ValueKind: JsonValueKind.String } element } => element.GetString(),
            _ => null,
        };
        if (word is null && value.Kind != "NoneType")
        {
            body.Fail(State, $"Incorrect type. Expected string value, received {value.Kind}.");
            return null;
        }

        if (string.IsNullOrEmpty(word))
        {
            body.Fail(State, "This field may not be null.");
            return null;
        }

        var slug = Slug(word);
        if (PatchStates.TryParse(slug, out var state)) return state;
        body.Fail(State, $"Invalid state {slug}. Expected one of: {string.Join(", ", PatchStates.All.Select(each => each.Slug))}.");
        return null;
    }

    // As Django makes one: "Under Review" is under-review.
    private static string Slug(string word)
    {
        var slug = new StringBuilder(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter == '_') slug.Append(letter);
            else if ((letter == '-' || char.IsWhiteSpace(letter)) && slug is not [.., '-']) slug.Append('-');
        }

        return slug.ToString().Trim('-', '_');
    }

    private async Task<Setting<string?>?> ReadDelegateAsync(BodyReader body, CancellationToken cancel)
    {
        if (body.Find(Delegate) is not { } value) return null;
        if (value.Kind == "NoneType" || value is BodyValue.OfForm { Texts: [.., ""] } || value is BodyValue.OfJson { Element.ValueKind: JsonValueKind.String } empty && empty.Element.GetString() == "")
            return new Setting<string?>(null);
        var word = value switch
        {
            BodyValue.OfForm form => form.Texts[^1],
            BodyValue.OfJson { Element.ValueKind: JsonValueKind.String } json => json.Element.GetString()!,
            BodyValue.OfJson { Element.ValueKind: JsonValueKind.Number } json => json.Element.GetRawText(),
            _ => "",
        };
        if (!long.TryParse(word.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && !IsWhole(word))
        {
            body.Fail(Delegate, $"Incorrect type. Expected pk value, received {value.Kind}.");
            return null;
        }

        if (id > 0 && await users.FindAsync(id, cancel) is { } user) return new Setting<string?>(user.Username);
        body.Fail(Delegate, $"Invalid pk \"{word.Trim()}\" - object does not exist.");
        return null;
    }

    private static bool IsWhole(string word) => word.Trim() is { Length: > 0 } digits && digits.All(char.IsAsciiDigit);

    // Patchwork takes a full body that says nothing of related patches for one that says there are none.
    private static ImmutableArray<long>? ReadRelated(BodyReader body) => body.Has(Related) ? body.Keys(Related) : body.IsPartial ? null : [];
}
