using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>All rules, one a line. Each has a class in Rules/ and a page in docs/rules/, and a test demands all three.</summary>
public static class RuleCatalog
{
    /// <summary>The rules, by what they look at.</summary>
    public static ImmutableArray<IRule> All { get; } =
    [
        // Subject and series.
        new TreePrefix(),
        new CoverLetter(),

        // What it fixes.
        new FixesTag(),
        new FixesDigits(),
        new FixesKnown(),
        new FixesTitle(),
        new StableCc(),

        // The commit message.
        new MessageEmpty(),
        new MessageColumns(),
        new AuthorSignedOff(),
    ];

    /// <summary>The rule of an id, or null.</summary>
    public static IRule? Find(string id) => All.FirstOrDefault(rule => rule.Info.Id == id);
}
