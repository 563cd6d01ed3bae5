using System.Globalization;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// What the address of one of Patchwork's lists asks for, as far as our queue has the same: Patchwork lists patches and we list series, by newest activity,
/// so that <c>order</c>, <c>page</c> and <c>archive</c> fall away.
/// </summary>
public sealed record PatchworkListRequest
{
    private const string AnyState = "*";

    /// <summary>The number of a state (<see cref="PatchStates.Find"/>), or its slug; <c>*</c> for all; nothing for what waits.</summary>
    public string? State { get; init; }

    /// <summary>The number of a user, or a username.</summary>
    public string? Delegate { get; init; }

    /// <summary>The number of a person, or part of a name.</summary>
    public string? Submitter { get; init; }

    /// <summary>The number of a series: the list is then that of its patches.</summary>
    public string? Series { get; init; }

    /// <summary>Part of a name.</summary>
    public string? Q { get; init; }

    /// <summary>The series that is asked for, or null.</summary>
    public SeriesId? FindSeries() => ReadNumber(Series) is { } number ? new SeriesId(number) : null;

    /// <summary>The same as our queue is asked for it. What Patchwork does not know it ignores, and so do we.</summary>
    /// <param name="submitter">The address of the person of <see cref="SubmitterNumber"/>, if there is one.</param>
    /// <param name="username">The name of the user of <see cref="DelegateNumber"/>, if there is one.</param>
    public QueueRequest ToQueue(string? submitter, string? username) => new()
    {
        State = Given(State) is not { } state ? null
            : state == AnyState ? QueueRequest.AllStates
            : PatchStates.TryParse(state, out var named) ? named.Slug
            : ReadNumber(state) is { } number ? PatchStates.Find(number)?.Slug
            : null,
        Delegate = DelegateNumber is null ? Given(Delegate) : username,
        Submitter = SubmitterNumber is null ? Given(Submitter) : submitter,
        Q = Given(Q),
    };

    /// <summary>The number of the person that is asked for, or null.</summary>
    public long? SubmitterNumber => ReadNumber(Submitter);

    /// <summary>The number of the user that is asked for, or null.</summary>
    public long? DelegateNumber => ReadNumber(Delegate);

    /// <summary>The delegate that old addresses name by his number on the site where the profile's patches were queued, or null.</summary>
    public string? FindDelegate(Profile? profile) =>
        profile?.Patchwork is { DelegateNumber: { } number } site && number == DelegateNumber ? site.Delegate : null;

    private static long? ReadNumber(string? text) =>
        long.TryParse(Given(text), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
