using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Takes in checks that clients report.</summary>
internal sealed class CheckReports(CheckStep step, DecisionStep decisions)
{
    private const string State = "state";
    private const int LongestUrl = 200;
    private const int LongestContext = 255;

    /// <summary>The fields that are taken.</summary>
    public static ImmutableArray<string> Fields { get; } = [State, "target_url", "context", "description"];

    /// <summary>Adds a check.</summary>
    /// <param name="patch">Of what.</param>
    /// <param name="request">What it says.</param>
    /// <param name="done">Shows the check of a number.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ApiAnswer> AddAsync(PatchListed patch, ApiRequest request, Func<long, Task<ApiAnswer>> done, CancellationToken cancel)
    {
        if (request.User is null) return Refused();
        return await request.WithBodyAsync(isPartial: false, async body =>
        {
            var check = Read(body);
            // Who may not touch the patch is told so, whatever else is wrong.
            var outcome = body.IsRight
                ? await step.AddAsync(patch.Id, check, request.Actor, cancel)
                : await decisions.RunOnPatchAsync(patch.Id, new(), request.Actor, cancel);
            if (outcome is WorkOutcome.Refused) return Refused();
            if (outcome is not WorkOutcome.Done made) return ApiAnswer.From(outcome, request);
            return body.IsRight ? await done(made.Id) : body.Refusal;
        }, cancel);
    }

    // Patchwork says the same to all, whether they signed in or not.
    private static ApiAnswer Refused() => ApiAnswer.Problem(StatusCodes.Status403Forbidden, ApiAnswer.NotAllowed);

    private static NewCheck Read(BodyReader body)
    {
        if (ReadState(body) is not { } state) return new() { State = CheckState.Pending };
        var check = new NewCheck
        {
            State = state,
            TargetUrl = body.Text("target_url", new(LongestUrl, MayBeBlank: true, MayBeNull: true)),
            Description = body.Text("description", new(int.MaxValue, MayBeBlank: true, MayBeNull: true)),
        };
        return body.Text("context", new(LongestContext, MayBeLeftOut: true)) is { } context ? check with { Context = context } : check;
    }

    private static CheckState? ReadState(BodyReader body)
    {
        var value = body.Find(State);
        var word = value switch
        {
            BodyValue.OfForm form => form.Texts[^1],
            BodyValue.OfJson { Element.ValueKind: JsonValueKind.String } json => json.Element.GetString()!,
            BodyValue.OfJson { Element.ValueKind: JsonValueKind.Null } => null,
            BodyValue.OfJson json => json.Element.GetRawText(),
            _ => "",
        };
        if (word is null) body.Fail(State, "This field may not be null.");
        else if (word.Length == 0) body.Fail(State, "A check must have a state.");
        else if (FindState(word) is { } state) return state;
        else body.Fail(State, $"\"{word}\" is not a valid choice.");
        return null;
    }

    /// <summary>The state of a slug, or of the number that Patchwork has for it; null for any other word.</summary>
    public static CheckState? FindState(string word)
    {
        if (CheckStates.TryParse(word, out var state)) return state;
        return word is [>= '0' and <= '3' and var digit] ? (CheckState)(digit - '0') : null;
    }
}
