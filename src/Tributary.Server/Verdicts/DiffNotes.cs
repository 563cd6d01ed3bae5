using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Puts findings under their lines of a diff: its runs are cut where one stands.</summary>
public static class DiffNotes
{
    /// <summary>The line of the whole diff, from 0, on which each section begins.</summary>
    public static ImmutableArray<int> Starts(ImmutableArray<DiffSection> sections)
    {
        var (starts, line) = (ImmutableArray.CreateBuilder<int>(sections.Length), 0);
        foreach (var section in sections)
        {
            starts.Add(line);
            line += section.Lines;
        }

        return starts.DrainToImmutable();
    }

    /// <summary>True when a finding stands in a section.</summary>
    public static bool HasAny(DiffSection section, int start, ImmutableArray<StoredFinding> findings) => findings.Any(finding => IsIn(finding, section, start));

    /// <summary>The runs of a section, cut behind each line of which something was found.</summary>
    public static IEnumerable<DiffPiece> Cut(DiffSection section, int start, ImmutableArray<StoredFinding> findings)
    {
        var notes = findings.Where(finding => IsIn(finding, section, start)).ToLookup(finding => finding.Place.Line);
        var line = start;
        foreach (var run in section.Runs)
        {
            var (from, at) = (run.Start, run.Start);
            for (var end = line + run.Lines; line < end; line++)
            {
                at = section.Text.IndexOf('\n', at, run.End - at) is var feed and >= 0 ? feed + 1 : run.End;
                if (!notes.Contains(line)) continue;
                yield return new(run.Kind, from, at, [.. notes[line]]);
                from = at;
            }

            if (from < run.End) yield return new(run.Kind, from, run.End, []);
        }
    }

    /// <summary>The element id of a finding in a diff.</summary>
    public static string Anchor(StoredFinding finding) => $"check-{finding.Rule}-{Addresses.Number(finding.Place.Line + 1)}";

    private static bool IsIn(StoredFinding finding, DiffSection section, int start) =>
        finding.Place.Part == MailPlacePart.Diff && finding.Place.Line >= start && finding.Place.Line < start + section.Lines;
}

/// <summary>Lines of one kind, and what was found in the last of them.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Start">Where they begin in the section's text.</param>
/// <param name="End">Where they end, behind the last line feed.</param>
/// <param name="Notes">What was found there.</param>
public readonly record struct DiffPiece(DiffRunKind Kind, int Start, int End, ImmutableArray<StoredFinding> Notes);
