using System.Collections.Immutable;
using System.Text;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A letter of the outbox as data.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">How far it is.</param>
/// <param name="Key">What it is about.</param>
/// <param name="MessageId">Its message id, bare.</param>
/// <param name="Subject">Its subject.</param>
public sealed record LetterView(long Id, string State, string Key, string MessageId, string Subject)
{
    /// <summary>The kind of letter: the first word of its key, e.g. <c>accepted</c>.</summary>
    public string Kind => Key.Split('/')[0];

    /// <summary>The sender of the envelope.</summary>
    public required string Sender { get; init; }

    /// <summary>The recipients of the envelope, and how far it is for each.</summary>
    public required ImmutableArray<RecipientView> Recipients { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>When it was sent, or null.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>When it is tried next, or null.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>What was last in the way, or null.</summary>
    public string? Error { get; init; }

    /// <summary>The number of the series it is about, or null.</summary>
    public long? Series { get; init; }

    /// <summary>The whole mail with LF; null in lists.</summary>
    public string? Mail { get; init; }

    /// <summary>The kinds of letters that this program writes.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["accepted", "dropped", "state", "hold", "window", "lab", "pull-request", "command", "verdict", "account"];

    /// <summary>The data of a letter.</summary>
    public static LetterView From(OutboxLetter letter) => new(letter.Id.Value, letter.Standing.State.Slug, letter.Key, letter.MessageId.Value, letter.Subject)
    {
        Sender = letter.Sender,
        Recipients = [.. letter.Standing.Recipients.Select(static one => new RecipientView(one.Address, one.State.Slug, one.Said))],
        Written = letter.WrittenAt, Sent = letter.SentAt, Next = letter.Standing.State == LetterState.Waiting ? letter.Standing.DueAt : null,
        Attempts = letter.Standing.Attempts, Error = letter.Standing.LastError is { Length: > 0 } error ? error : null, Series = letter.Series?.Value,
        Mail = letter.Content.IsEmpty ? null : Encoding.UTF8.GetString(letter.Content.Span).ReplaceLineEndings("\n"),
    };
}

/// <summary>A recipient as data.</summary>
/// <param name="Address">The address.</param>
/// <param name="State">How far the letter is for him.</param>
/// <param name="Said">The mail server's last words of him.</param>
public sealed record RecipientView(string Address, string State, string Said);
