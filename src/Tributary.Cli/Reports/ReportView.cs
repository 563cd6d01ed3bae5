using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>A report as JSON.</summary>
internal sealed record ReportView(ImmutableArray<string> To, ImmutableArray<string> Cc, string Subject, string Body, string? Splat, ImmutableArray<string> Parts, ImmutableArray<string> Programs, string? Culprit)
{
    /// <summary>The view of a report.</summary>
    public static ReportView From(Profile profile, BugReport report, ReportPeople people) => new(
        Addresses(people.To), Addresses(people.Cc), report.Subject(profile.Reporting), report.Body(), report.Splat?.Title,
        [.. report.Names.Parts.Select(static part => part.Name)], report.Names.Programs, report.Culprit?.Id);

    private static ImmutableArray<string> Addresses(ImmutableArray<Mailbox> people) => [.. people.Select(static one => one.Name.Length > 0 ? $"{one.Name} <{one.Address}>" : one.Address)];
}
