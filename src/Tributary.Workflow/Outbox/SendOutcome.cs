using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>How an attempt to send a letter ended.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>Each recipient was answered for.</summary>
    /// <param name="Answers">Of every recipient that the attempt was for.</param>
    public sealed record Answered(ImmutableArray<RecipientAnswer> Answers) : SendOutcome
    {
        /// <summary>The same answer for all.</summary>
        public static Answered All(IEnumerable<string> recipients, RecipientState state, string said) =>
            new([.. recipients.Select(address => new RecipientAnswer(address, state, said))]);
    }

    /// <summary>Nobody was sent anything, and it may go later.</summary>
    /// <param name="Why">What was in the way.</param>
    public sealed record Postponed(string Why) : SendOutcome;

    /// <summary>The letter cannot be sent in this way at all.</summary>
    /// <param name="Why">Why not.</param>
    public sealed record Impossible(string Why) : SendOutcome;

    /// <summary>It is only kept.</summary>
    public sealed record Kept : SendOutcome;
}

/// <summary>What was said of one recipient.</summary>
/// <param name="Address">The address.</param>
/// <param name="State">Sent, refused for good, or to be tried again.</param>
/// <param name="Said">The mail server's words.</param>
public sealed record RecipientAnswer(string Address, RecipientState State, string Said);
