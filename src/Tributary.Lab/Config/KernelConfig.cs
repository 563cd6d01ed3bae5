using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>A configuration of the kernel, or a fragment of one (the kernel's Documentation/kbuild/kconfig.rst; TST-2).</summary>
/// <param name="Options">The values by the options' names without <c>CONFIG_</c>: <c>y</c>, <c>m</c>, <c>n</c>, a number or a quoted text.</param>
public sealed record KernelConfig(ImmutableDictionary<string, string> Options)
{
    private const string Prefix = "CONFIG_";
    private const string Unset = " is not set";

    /// <summary>The value of an option; <c>n</c> for one that is not named.</summary>
    public string this[string option] => Options.GetValueOrDefault(option, "n");

    /// <summary>Reads one. What is no line of a configuration is passed over; of an option that stands twice the last line counts, as in kconfig.</summary>
    /// <param name="text">The text.</param>
    public static KernelConfig Parse(ReadOnlySpan<char> text)
    {
        var options = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].Trim();
            if (line.StartsWith("# " + Prefix, StringComparison.Ordinal) && line.EndsWith(Unset, StringComparison.Ordinal)) options[line[(2 + Prefix.Length)..^Unset.Length].ToString()] = "n";
            else if (line.StartsWith(Prefix, StringComparison.Ordinal) && line.IndexOf('=') is var at && at > Prefix.Length) options[line[Prefix.Length..at].ToString()] = line[(at + 1)..].Trim().ToString();
        }

        return new(options.ToImmutable());
    }

    /// <summary>This one with a fragment laid over it, as the kernel's scripts/kconfig/merge_config.sh does.</summary>
    public KernelConfig With(KernelConfig fragment) => new(Options.SetItems(fragment.Options));
}
