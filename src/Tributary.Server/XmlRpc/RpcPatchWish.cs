using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Which patches a call wants.</summary>
internal sealed record RpcPatchWish
{
    private static readonly ImmutableArray<string> ById = ["project_id", "submitter_id", "delegate_id", "state_id"];

    /// <summary>The filters that are taken.</summary>
    public static ImmutableArray<string> Filters { get; } = ["id", "name", "name__icontains", .. ById, "archived", "commit_ref", "hash", "msgid", "max_count"];

    /// <summary>What the database narrows the list to.</summary>
    public PatchListFilter Filter { get; init; } = new();

    /// <summary>The person who is the delegate.</summary>
    public long? Delegate { get; init; }

    /// <summary>The patch of this number.</summary>
    public long? Id { get; init; }

    /// <summary>The whole name.</summary>
    public string? Name { get; init; }

    /// <summary>A part of the name, upper and lower case alike.</summary>
    public string? NamePart { get; init; }

    /// <summary>The commit that it became.</summary>
    public string? CommitRef { get; init; }

    /// <summary>How many.</summary>
    public RpcLimit Limit { get; init; }

    /// <summary>True when a value was met that fits nothing.</summary>
    public bool IsImpossible { get; init; }

    /// <summary>Reads the filters of a call, which are those of <see cref="Filters"/>.</summary>
    public static RpcPatchWish Read(ImmutableSortedDictionary<string, object> fields) =>
        fields.Aggregate(new RpcPatchWish(), static (wish, one) => ById.Contains(one.Key) ? wish.WithNumber(one.Key, RpcCall.NumberOf(one.Value)) : wish.With(one.Key, one.Value));

    /// <summary>True for a patch that what the database cannot tell lets pass.</summary>
    public bool Fits(PatchListed patch) => (Id is null || patch.Id == Id) && (Name is null || patch.Name == Name) && (CommitRef is null || (patch.CommitRef ?? "") == CommitRef)
        && (NamePart is null || patch.Name.Contains(NamePart, StringComparison.OrdinalIgnoreCase));

    private RpcPatchWish With(string name, object value)
    {
        var text = RpcCall.TextOf(value);
        return name switch
        {
            "id" => this with { Id = RpcCall.NumberOf(value) ?? -1 },
            "max_count" => this with { Limit = new(RpcCall.NumberOf(value) ?? 0) },
            "archived" => RpcCall.FlagOf(value) is { } flag ? this with { Filter = Filter with { IsArchived = flag } } : this with { IsImpossible = true },
            "hash" => this with { Filter = Filter with { Hash = text } },
            "msgid" => this with { Filter = Filter with { MessageId = text.Trim().TrimStart('<').TrimEnd('>') } },
            "commit_ref" => this with { CommitRef = text },
            "name" => this with { Name = text, Filter = Filter with { Words = text } },
            "name__icontains" => this with { NamePart = text, Filter = Filter with { Words = text } },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no filter of patches"),
        };
    }

    private RpcPatchWish WithNumber(string name, long? number) => (name, number) switch
    {
        (_, null) => this with { IsImpossible = true },
        ("project_id", { } id) => this with { Filter = Filter with { Projects = [id] } },
        ("submitter_id", { } id) => this with { Filter = Filter with { Submitters = [id] } },
        ("delegate_id", { } id) => this with { Delegate = id },
        _ => RpcCatalog.FindState(number) is { } state ? this with { Filter = Filter with { States = [state] } } : this with { IsImpossible = true },
    };
}
