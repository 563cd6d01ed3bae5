using System.Collections.Immutable;
using System.Diagnostics;

namespace Tributary.Policy;

/// <summary>The handbook that comes with the program: docs/handbook/clauses.yaml, embedded.</summary>
public static class HandbookText
{
    private const string Resource = "handbook/clauses";

    private static readonly Lazy<ImmutableArray<HandbookClause>> All = new(ReadEmbedded);

    /// <summary>Every clause, in the handbook's order. Read once.</summary>
    public static ImmutableArray<HandbookClause> Clauses => All.Value;

    private static ImmutableArray<HandbookClause> ReadEmbedded()
    {
        using var stream = typeof(HandbookText).Assembly.GetManifestResourceStream(Resource) ?? throw new UnreachableException();
        using var text = new StreamReader(stream);
        var faults = new ProfileFaults();
        var clauses = Read(text, faults);
        return faults.Any ? throw new UnreachableException($"docs/handbook/clauses.yaml:{faults.Line}: {faults.Text}") : clauses;
    }

    private static ImmutableArray<HandbookClause> Read(TextReader text, ProfileFaults faults) =>
        YamlText.Read(text, faults) is not { } root ? [] : [.. new ProfileSection(root, "the handbook", faults).Sections("clauses").Select(section => ReadClause(section, faults))];

    private static HandbookClause ReadClause(ProfileSection from, ProfileFaults faults)
    {
        var clause = new HandbookClause(from.Text("id"), from.Text("chapter"), from.Text("about"), from.Text("says"), []);
        var served = ImmutableArray.CreateBuilder<ClauseServant>();
        foreach (var line in from.Texts("by"))
        {
            if (line.Split(' ', 2) is [var kind, var name] && Enum.TryParse<ServantKind>(kind, ignoreCase: true, out var known)) served.Add(new(known, name));
            else faults.Add(1, $"{clause.Id} is served by “{line}”: write rule, command, page or test, and its name");
        }

        from.End();
        return clause with { ServedBy = served.ToImmutable() };
    }
}
