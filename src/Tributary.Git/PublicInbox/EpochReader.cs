using System.Collections.Immutable;

namespace Tributary.Git;

/// <summary>Reads the mails of one epoch, oldest first but for <see cref="ReadingOrder"/>; objects that are missing or corrupt become gaps, and it goes on behind them.</summary>
internal sealed class EpochReader : IDisposable
{
    /// <summary>
    /// Requests written ahead of their answers. Together they fit into the smallest pipe that Linux gives (a page), so that
    /// writing them never waits for git, and one thread is enough.
    /// </summary>
    private const int Ahead = 48;

    private const int EnoughDeaths = 1000;
    private readonly EpochPlan _plan;
    private readonly CancellationToken _cancel;
    private readonly IEnumerator<InboxChange> _changes;
    private readonly Queue<InboxChange> _asked = new();
    private readonly List<InboxGap> _gaps;
    private ObjectReader _objects;
    private string? _completed;
    private InboxChange _current;
    private long _size;
    private int _deaths;

    public EpochReader(EpochPlan plan, CancellationToken cancel)
    {
        _plan = plan;
        _cancel = cancel;
        _gaps = [.. plan.Former.Gaps];
        _completed = plan.Former.Head;
        _changes = ListChanges().GetEnumerator();
        _objects = ObjectReader.Start(plan.Epoch.Repository);
    }

    /// <summary>How far it has read: a reading that begins there misses nothing, and may see some mails again.</summary>
    public EpochPosition Position => new() { Name = _plan.Epoch.Name, Head = _completed, Gaps = [.. _gaps] };

    /// <summary>Goes to the next mail.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(out InboxItem item)
    {
        while (AskAhead())
        {
            _cancel.ThrowIfCancellationRequested();
            var header = _objects.ReadHeader();
            Begin(_asked.Dequeue());
            switch (header.Kind)
            {
                case ObjectKind.Blob:
                    _size = header.Size;
                    item = new(_current.Kind, _current.Commit, _size, _current.Number);
                    return true;
                case ObjectKind.Missing when _current.Blob is null && TryReadDeletion(out item):
                    return true;
                case ObjectKind.Missing:
                    AddGap(_current.Blob is null ? "the commit or its mail is missing" : $"blob {_current.Blob} is missing");
                    break;
                case ObjectKind.Ended:
                    AddGap(_current.Blob is null ? "its mail is corrupt" : $"blob {_current.Blob} is corrupt");
                    Restart();
                    break;
                default:
                    AddGap($"{header.Kind} of {header.Size} bytes is no mail");
                    _objects.TrySkipContent(header.Size);
                    break;
            }
        }

        if (_plan.Tip is not null) _completed = _plan.Tip;
        item = default;
        return false;
    }

    /// <summary>Reads the mail that <see cref="TryRead"/> came to.</summary>
    /// <param name="content">As long as the item says, or shorter: the rest is passed over.</param>
    /// <returns>False when it is corrupt: it is a gap then.</returns>
    public bool TryReadContent(Span<byte> content)
    {
        if (_objects.TryReadContent(content, _size))
        {
            _deaths = 0;
            _gaps.RemoveAll(gap => gap.Commit == _current.Commit);
            return true;
        }

        AddGap(_current.Blob is null ? "its mail is corrupt" : $"blob {_current.Blob} is corrupt");
        Restart();
        return false;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _changes.Dispose();
        _objects.Dispose();
    }

    private IEnumerable<InboxChange> ListChanges()
    {
        foreach (var gap in _plan.Former.Gaps) yield return new(InboxItemKind.Added, gap.Commit, Blob: null);
        if (_plan.Tip is null) yield break;
        if (_plan.Rewritten is { } rewritten)
        {
            foreach (var change in rewritten) yield return change;
            yield break;
        }

        foreach (var change in ReadingOrder.Of(ListHistory())) yield return change;
    }

    private IEnumerable<InboxChange> ListHistory()
    {
        var last = _plan.After;
        using var log = new InboxLog(_plan.Epoch.Repository, _plan.Range);
        foreach (var change in log.Read())
        {
            last = change.Commit;
            yield return change;
        }

        if (log.Failure is null) yield break;
        foreach (var commit in InboxSurvey.ListAsync(_plan.Epoch.Repository, _plan.Tip!, last, _cancel).GetAwaiter().GetResult())
            yield return new(InboxItemKind.Added, commit, Blob: null);
    }

    private bool AskAhead()
    {
        if (_asked.Count > Ahead / 2) return true;
        while (_asked.Count < Ahead && _changes.MoveNext()) Ask(_changes.Current);
        _objects.Flush();
        return _asked.Count > 0;
    }

    private void Ask(InboxChange change)
    {
        _asked.Enqueue(change);
        _objects.Request(change.Blob ?? change.Commit + ":m");
    }

    private void Begin(InboxChange change)
    {
        _completed = _current.Completes ?? _completed;
        _current = change;
    }

    /// <summary>A commit without <c>m</c> has a <c>d</c>; asked for behind all that was asked before, so those answers are given up and asked again.</summary>
    private bool TryReadDeletion(out InboxItem item)
    {
        var waiting = _asked.ToArray();
        Reopen();
        _objects.Request(_current.Commit + ":d");
        foreach (var change in waiting) Ask(change);
        _objects.Flush();
        var header = _objects.ReadHeader();
        _size = header.Size;
        item = new(InboxItemKind.Deleted, _current.Commit, _size, _current.Number);
        _current = _current with { Kind = InboxItemKind.Deleted };
        if (header.Kind == ObjectKind.Ended) Restart();
        return header.Kind == ObjectKind.Blob;
    }

    private void AddGap(string reason)
    {
        _gaps.RemoveAll(gap => gap.Commit == _current.Commit);
        _gaps.Add(new(_current.Commit, reason));
    }

    private void Restart()
    {
        if (++_deaths > EnoughDeaths)
            throw new GitException($"git cat-file ends again and again in {_plan.Epoch.Repository}; run git fsck there");
        var waiting = _asked.ToArray();
        Reopen();
        foreach (var change in waiting) Ask(change);
        _objects.Flush();
    }

    private void Reopen()
    {
        _asked.Clear();
        _objects.Dispose();
        _objects = ObjectReader.Start(_plan.Epoch.Repository);
    }
}
