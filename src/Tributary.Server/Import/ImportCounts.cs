namespace Tributary.Server;

/// <summary>What became of the mail of a batch: messages = added + duplicates + quarantined.</summary>
/// <param name="Messages">Mails handed in.</param>
/// <param name="Added">Those that were new to the project. What kind they are may change while the run lasts: ask at its end.</param>
/// <param name="Duplicates">Those that the project had, by Message-Id, or by their bytes where they cannot be read.</param>
/// <param name="Quarantined">Those that could not be read.</param>
/// <param name="Withdrawn">Messages of this run that the source took back in this batch; they count as ignored.</param>
public sealed record ImportCounts(int Messages, int Added, int Duplicates, int Quarantined, int Withdrawn)
{
    /// <summary>Nothing yet.</summary>
    public static ImportCounts None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Two batches together.</summary>
    public ImportCounts Add(ImportCounts other) => new(
        Messages + other.Messages, Added + other.Added, Duplicates + other.Duplicates, Quarantined + other.Quarantined, Withdrawn + other.Withdrawn);
}
