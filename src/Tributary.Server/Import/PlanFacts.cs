using Tributary.Policy;

namespace Tributary.Server;

/// <summary>What is known beside the messages of a cluster when its rows are made.</summary>
/// <param name="Profile">The project's profile.</param>
/// <param name="Users">The names of users, by their address in lower case: those whom mails name as delegates.</param>
/// <param name="Feedback">The days and people of the feedback clock.</param>
internal sealed record PlanFacts(Profile Profile, IReadOnlyDictionary<string, string> Users, FeedbackSettings Feedback);
