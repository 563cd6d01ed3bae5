using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Store;

/// <summary>One step of the schema: a numbered SQL file of this program.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">
/// Its file name without ending, e.g. <c>0001-mail-and-series</c>; one that only one database runs ends in <c>.sqlite</c> or <c>.postgres</c>.
/// </param>
/// <param name="Sql">Its statements, in the words of <see cref="Dialect"/>.</param>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>All that this program knows, in order.</summary>
    public static ImmutableArray<Migration> All { get; } = Load();

    /// <summary>True if that database runs it.</summary>
    public bool IsFor(Dialect dialect) => !Name.EndsWith(dialect.IsPostgres ? ".sqlite" : ".postgres", StringComparison.Ordinal);

    private static ImmutableArray<Migration> Load()
    {
        var assembly = typeof(Migration).Assembly;
        var found = ImmutableArray.CreateBuilder<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("migrations/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource["migrations/".Length..];
            found.Add(new(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }

        found.Sort((left, right) => left.Number.CompareTo(right.Number));
        return found.ToImmutable();
    }
}
