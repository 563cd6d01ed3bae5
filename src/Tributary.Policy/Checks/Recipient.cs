using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>A person or list that should get a series.</summary>
/// <param name="Mailbox">Name and address; lists have no name.</param>
/// <param name="Why">The reason, e.g. <c>maintainer of BPF [GENERAL]</c>, <c>author of the commit that is fixed</c>.</param>
/// <param name="IsList">True for a list.</param>
public sealed record Recipient(Mailbox Mailbox, string Why, bool IsList);
