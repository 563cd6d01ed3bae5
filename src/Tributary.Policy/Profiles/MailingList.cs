using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>A mailing list of a profile.</summary>
/// <param name="Address">Where mail is sent, lower case.</param>
/// <param name="ListId">Its List-Id (RFC 2919) without brackets, lower case.</param>
/// <param name="Uses">What goes there.</param>
public sealed record MailingList(string Address, string ListId, ImmutableArray<ListUse> Uses);

/// <summary>What a list is for.</summary>
public enum ListUse
{
    /// <summary>Bug reports (BUG-1).</summary>
    Bugs,

    /// <summary>Patches (SUB-1).</summary>
    Patches,

    /// <summary>Requests to pull (TREE-4).</summary>
    PullRequests,

    /// <summary>Problems of LLVM's back end (LLV-3).</summary>
    Llvm,

    /// <summary>In Cc when something is asked for in stable kernels (STB-2).</summary>
    Stable,

    /// <summary>Patches of iproute2 (IPR-1).</summary>
    Iproute2,
}
