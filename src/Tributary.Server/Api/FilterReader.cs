using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Takes filters out of a request's query as Patchwork takes them. Only the parameters that its route declares are there, each from its version
/// on. A value that fits nothing does not fail: the list is empty.
/// </summary>
internal sealed class FilterReader(ApiRequest request)
{
    // What a query may repeat of one parameter: each is looked up.
    private const int MostValues = 100;

    /// <summary>True when a value was met that fits nothing.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>The words of <c>q</c>; null for none.</summary>
    public string? Words => Text("q");

    /// <summary>A text; null where it is not given or empty.</summary>
    public string? Text(string name) => Values(name) is [.., { Length: > 0 } text] ? text : null;

    /// <summary>A message id, bare; it is given with or without its angle brackets.</summary>
    public string? MessageId(string name) => Text(name) is { } id ? id.Trim().TrimStart('<').TrimEnd('>') : null;

    /// <summary>True or false; null for any other word.</summary>
    public bool? Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>A time (ISO 8601); in UTC where it names no zone.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        if (IsoTime.TryParse(text, out var time)) return time;
        IsImpossible = true;
        return null;
    }

    /// <summary>Numbers of things.</summary>
    public ImmutableArray<long> Numbers(string name) => [.. Values(name).Select(ReadNumber).OfType<long>()];

    /// <summary>Projects by number or name.</summary>
    public ImmutableArray<long> Projects(string name) => [.. Values(name).Select(word => Found(request.Projects.Find(word)?.Id)).OfType<long>()];

    /// <summary>States by slug, name or number.</summary>
    public ImmutableArray<PatchState> States(string name) => [.. Values(name).Select(ReadState).OfType<PatchState>()];

    /// <summary>One of a set of words, such as the categories of events.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="parse">Finds what a word means; null for nothing.</param>
    public T? Choice<T>(string name, Func<string, T?> parse) where T : struct => Text(name) is { } word ? Found(parse(word)) : null;

    /// <summary>Senders of mail by number or address.</summary>
    public Task<ImmutableArray<long>> PeopleAsync(string name, CancellationToken cancel) => LookUpAsync(name, async word =>
    {
        var people = request.Http.RequestServices.GetRequiredService<PersonQueries>();
        return (IsNumber(word, out var id) ? await people.FindAsync(id, cancel) : await people.FindByAddressAsync(word, cancel))?.Id;
    });

    /// <summary>Users by number or name.</summary>
    public Task<ImmutableArray<UserListed>> UsersAsync(string name, CancellationToken cancel) => LookUpAsync(name, async word =>
    {
        var users = request.Http.RequestServices.GetRequiredService<UserListQueries>();
        return IsNumber(word, out var id) ? await users.FindAsync(id, cancel) : await users.FindByNameAsync(word, cancel);
    });

    private async Task<ImmutableArray<T>> LookUpAsync<T>(string name, Func<string, Task<T?>> find) where T : class
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var word in Values(name))
        {
            if (await find(word) is { } there) found.Add(there);
            else IsImpossible = true;
        }

        return found.DrainToImmutable();
    }

    private async Task<ImmutableArray<long>> LookUpAsync(string name, Func<string, Task<long?>> find)
    {
        var found = ImmutableArray.CreateBuilder<long>();
        foreach (var word in Values(name))
        {
            if (Found(await find(word)) is { } there) found.Add(there);
        }

        return found.DrainToImmutable();
    }

    private ImmutableArray<string> Values(string name)
    {
        var declared = request.Route.Parameters.FirstOrDefault(parameter => parameter.Name == name);
        if (declared.Name is null) throw new InvalidOperationException($"{request.Route.Path} does not declare its parameter {name}.");
        if (declared.Since > request.Version) return [];
        // No text of ours holds NUL, and PostgreSQL takes none.
        var values = request.Http.Request.Query[name].Select(value => (value ?? "").Replace("\0", "", StringComparison.Ordinal)).Distinct().ToImmutableArray();
        if (values.Length <= MostValues) return values;
        IsImpossible = true;
        return [];
    }

    private long? ReadNumber(string word) => Found<long>(IsNumber(word, out var number) ? number : null);

    private PatchState? ReadState(string word)
    {
        if (IsNumber(word, out var number)) return Found(PatchStates.Find(number));
        return Found<PatchState>(PatchStates.TryParse(word.Trim().Replace(' ', '-'), out var state) ? state : null);
    }

    private T? Found<T>(T? value) where T : struct
    {
        IsImpossible |= value is null;
        return value;
    }

    private static bool IsNumber(string word, out long number) => long.TryParse(word.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
