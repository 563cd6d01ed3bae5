using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the page of a project's checks shows.</summary>
public sealed record ChecksModel
{
    /// <summary>The project.</summary>
    public required StoredProject Project { get; init; }

    /// <summary>How many of its series were judged.</summary>
    public required long Judged { get; init; }

    /// <summary>How far the verdicts are behind the mail, of all projects.</summary>
    public required VerdictPosition Position { get; init; }

    /// <summary>The rules that fired, those that fired in most series first.</summary>
    public required ImmutableArray<RuleLine> Rules { get; init; }

    /// <summary>Since when senders are told of errors by mail; null: they are not.</summary>
    public DateTimeOffset? MailsSince { get; init; }

    /// <summary>When the page was made.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>A rule that fired.</summary>
/// <param name="Rule">Its id, clause, severity and what it says.</param>
/// <param name="Count">How often.</param>
public sealed record RuleLine(RuleInfo Rule, RuleCount Count);

/// <summary>A project's checks as data.</summary>
/// <param name="Project">The project's link name.</param>
/// <param name="Judged">How many of its series were judged.</param>
/// <param name="Waiting">Series of all projects that wait to be judged.</param>
/// <param name="MailsSince">Since when senders are told of errors by mail, or null.</param>
/// <param name="Rules">The rules that fired.</param>
public sealed record ChecksView(string Project, long Judged, long Waiting, DateTimeOffset? MailsSince, IEnumerable<RuleLineView> Rules)
{
    /// <summary>The data of a page.</summary>
    public static ChecksView From(ChecksModel model) => new(
        model.Project.Name, model.Judged, model.Position.Waiting, model.MailsSince,
        model.Rules.Select(static line => new RuleLineView(line.Rule.Id, line.Rule.Clause.Id, FindingView.WordOf(line.Rule.Severity), line.Rule.Title, line.Count.Series, line.Count.Findings)));
}

/// <summary>A rule that fired, as data.</summary>
public sealed record RuleLineView(string Rule, string Clause, string Severity, string Title, long Series, long Findings);
