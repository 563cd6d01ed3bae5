using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Git;

/// <summary>
/// Reads a public-inbox (version 2, and version 1): every mail that was added or deleted since a position, in the order of the
/// epochs, and nearly in that of their commits (<see cref="InboxItem.Number"/>). One thread; an item's content is read before the next item.
/// </summary>
public sealed class InboxReader : IDisposable
{
    /// <summary>More than an epoch has mails: the numbers of the next one follow.</summary>
    private const long EpochNumbers = 1L << 40;

    private readonly ImmutableArray<EpochPlan> _plans;
    private readonly CancellationToken _cancel;
    private EpochReader? _epoch;
    private int _next;
    private InboxPosition _position;

    private InboxReader(ImmutableArray<EpochPlan> plans, InboxPosition from, CancellationToken cancel)
    {
        _plans = plans;
        _position = from;
        _cancel = cancel;
        IsAnew = from.IsAnew;
    }

    /// <summary>How far it has read; save it together with what was read.</summary>
    public InboxPosition Position => _epoch is null ? _position : _position.With(_epoch.Position);

    /// <summary>
    /// All of it is read again, since the last commit read of an epoch is gone altogether: what was read before and does not come again is in it no more. Also where that was
    /// begun by an earlier reading.
    /// </summary>
    public bool IsAnew { get; }

    /// <summary>That begins with this reading.</summary>
    public bool BeginsAnew { get; private init; }

    /// <summary>Compares the epochs with what was read of them before.</summary>
    /// <param name="epochs">The epochs in order.</param>
    /// <param name="from">Where the last reading ended.</param>
    /// <param name="cancel">Ends the opening and the reading.</param>
    public static async Task<InboxReader> OpenAsync(ImmutableArray<InboxEpoch> epochs, InboxPosition from, CancellationToken cancel)
    {
        var plans = await PlanAsync(epochs, from, cancel);
        if (plans.All(static plan => !plan.IsLost)) return new(plans, from, cancel);
        var anew = InboxPosition.Start with { IsAnew = true };
        return new(await PlanAsync(epochs, anew, cancel), anew, cancel) { BeginsAnew = true };
    }

    private static async Task<ImmutableArray<EpochPlan>> PlanAsync(ImmutableArray<InboxEpoch> epochs, InboxPosition from, CancellationToken cancel)
    {
        var plans = ImmutableArray.CreateBuilder<EpochPlan>(epochs.Length);
        foreach (var epoch in epochs) plans.Add(await EpochPlan.CreateAsync(epoch, from.Of(epoch.Name), cancel));
        return plans.ToImmutable();
    }

    /// <summary>How many commits there are to read; for the time that is left.</summary>
    public async Task<long> CountAsync(CancellationToken cancel)
    {
        var total = 0L;
        foreach (var plan in _plans.Where(static plan => plan.Tip is not null))
        {
            var counted = await GitProgram.RunAsync(plan.Epoch.Repository, ["rev-list", "--count", "--first-parent", plan.Range, "--"], cancel);
            if (counted.IsSuccess) total += long.Parse(counted.Text, CultureInfo.InvariantCulture);
        }

        return total;
    }

    /// <summary>Goes to the next mail.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(out InboxItem item)
    {
        while (true)
        {
            if (_epoch is not null)
            {
                if (_epoch.TryRead(out item))
                {
                    item = item with { Number = item.Number + (_next * EpochNumbers) };
                    return true;
                }

                _position = _position.With(_epoch.Position);
                _epoch.Dispose();
                _epoch = null;
            }

            if (_next == _plans.Length)
            {
                _position = _position with { IsAnew = _position.IsAnew && _position.Epochs.Any(static epoch => !epoch.Gaps.IsEmpty) };
                item = default;
                return false;
            }

            _epoch = new(_plans[_next++], _cancel);
        }
    }

    /// <summary>Reads the mail that <see cref="TryRead"/> came to.</summary>
    /// <param name="content">As long as the item says, or shorter: the rest is passed over.</param>
    /// <returns>False when it is corrupt: it is a gap in the position then.</returns>
    public bool TryReadContent(Span<byte> content) => _epoch!.TryReadContent(content);

    /// <inheritdoc />
    public void Dispose() => _epoch?.Dispose();
}
