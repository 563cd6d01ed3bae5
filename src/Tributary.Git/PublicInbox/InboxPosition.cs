using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tributary.Git;

/// <summary>How far an inbox has been read, and what could not be read: the next reading goes on from here.</summary>
public sealed record InboxPosition
{
    /// <summary>Nothing has been read.</summary>
    public static InboxPosition Start { get; } = new();

    /// <summary>The epochs that have been begun.</summary>
    public ImmutableArray<EpochPosition> Epochs { get; init; } = [];

    /// <summary>All of it is being read again, since the last commit read is gone altogether; so it stays while something is missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAnew { get; init; }

    /// <summary>The position of an epoch; nothing read where it is new.</summary>
    public EpochPosition Of(string epoch) => Epochs.FirstOrDefault(known => known.Name == epoch) ?? new EpochPosition { Name = epoch };

    /// <summary>This position with one epoch's put in.</summary>
    public InboxPosition With(EpochPosition epoch)
    {
        var index = Epochs.IndexOf(Epochs.FirstOrDefault(known => known.Name == epoch.Name)!);
        return this with { Epochs = index < 0 ? Epochs.Add(epoch) : Epochs.SetItem(index, epoch) };
    }

    /// <summary>As JSON, one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PositionJson.Default.InboxPosition);

    /// <summary>From JSON; what cannot be read begins at the start, for reading again does no harm.</summary>
    public static InboxPosition FromJson(string json)
    {
        if (json.Length == 0) return Start;
        try
        {
            return JsonSerializer.Deserialize(json, PositionJson.Default.InboxPosition) ?? Start;
        }
        catch (JsonException)
        {
            return Start;
        }
    }
}

/// <summary>How far one epoch has been read.</summary>
public sealed record EpochPosition
{
    /// <summary>The epoch (<see cref="InboxEpoch.Name"/>).</summary>
    public required string Name { get; init; }

    /// <summary>The last commit read, or null.</summary>
    public string? Head { get; init; }

    /// <summary>What could not be read and is tried again.</summary>
    public ImmutableArray<InboxGap> Gaps { get; init; } = [];
}

/// <summary>A commit whose mail could not be read.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Reason">Which object is missing or corrupt.</param>
public sealed record InboxGap(string Commit, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InboxPosition))]
internal sealed partial class PositionJson : JsonSerializerContext;
