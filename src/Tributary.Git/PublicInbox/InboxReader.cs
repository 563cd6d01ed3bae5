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
    }

    /// <summary>How far it has read; save it together with what was read.</summary>
    public InboxPosition Position => _epoch is null ? _position : _position.With(_epoch.Position);

    /// <summary>Compares the epochs with what was read of them before.</summary>
    /// <param name="epochs">The epochs in order.</param>
    /// <param name="from">Where the last reading ended.</param>
    /// <param name="cancel">Ends the opening and the reading.</param>
    public static async Task<InboxReader> OpenAsync(ImmutableArray<InboxEpoch> epochs, InboxPosition from, CancellationToken cancel)
    {
        var plans = new List<EpochPlan>();
        foreach (var epoch in epochs) plans.Add(await EpochPlan.CreateAsync(epoch, from.Of(epoch.Name), cancel));
        return new([.. plans], from, cancel);
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
