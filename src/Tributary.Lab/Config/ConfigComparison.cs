using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Lab;

/// <summary>Holds a kernel's configuration against what the selftests want (TST-2).</summary>
public static class ConfigComparison
{
    /// <summary>The gaps, by kind and name.</summary>
    /// <param name="wanted">The fragment, or several laid over each other.</param>
    /// <param name="has">The kernel's configuration.</param>
    /// <param name="tests">Which tests are known to need an option.</param>
    public static ImmutableArray<ConfigGap> Compare(KernelConfig wanted, KernelConfig has, OptionTests tests) =>
    [
        .. wanted.Options.Select(option => (option.Key, Wanted: option.Value, Has: has[option.Key]))
            .Select(option => (option.Key, option.Wanted, option.Has, Kind: KindOf(option.Wanted, option.Has))).Where(option => option.Kind is not null)
            .Select(option => new ConfigGap(option.Key, option.Wanted, option.Has, option.Kind!.Value, tests.Of(option.Key)))
            .OrderBy(gap => gap.Kind).ThenBy(gap => gap.Option, StringComparer.Ordinal),
    ];

    // A module is wanted and the option is built in: that does as well.
    private static ConfigGapKind? KindOf(string wanted, string has) => (wanted, has) switch
    {
        _ when wanted == has || (wanted == "m" && has == "y") => null,
        ("n", _) => ConfigGapKind.Different,
        (_, "n") => ConfigGapKind.Missing,
        ("y", "m") => ConfigGapKind.Modular,
        _ => NumberOf(wanted) is { } number && NumberOf(has) == number ? null : ConfigGapKind.Different,
    };

    // 4096 and 0x1000 are one value.
    private static long? NumberOf(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal) ? hexadecimal : null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
