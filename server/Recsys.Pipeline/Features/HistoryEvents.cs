using System.Collections;

namespace Recsys.Pipeline.Features;

/// <summary>The events of a <see cref="UserHistory"/>, oldest first; what it holds changes with the history.</summary>
public sealed class HistoryEvents : IReadOnlyList<HistoryEvent>
{
    private HistoryEvent[] _events = [];

    internal HistoryEvents()
    {
    }

    /// <summary>Events in it.</summary>
    public int Count { get; private set; }

    /// <summary>All of them; until the history changes.</summary>
    public ReadOnlySpan<HistoryEvent> Span => _events.AsSpan(0, Count);

    /// <inheritdoc/>
    public HistoryEvent this[int index] => Span[index];

    /// <inheritdoc/>
    public IEnumerator<HistoryEvent> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return _events[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Starts over with a number of events, to be filled in by the caller.</summary>
    internal Span<HistoryEvent> Begin(int count)
    {
        Reserve(count);
        Count = count;
        return _events.AsSpan(0, count);
    }

    /// <summary>Puts an event in its place in time; of more than may be the oldest gives way.</summary>
    internal void Insert(in HistoryEvent item, int most)
    {
        int at = Count;
        while (at > 0 && _events[at - 1].TimeMs > item.TimeMs) at--;
        if (Count < most)
        {
            Reserve(Count + 1);
            Array.Copy(_events, at, _events, at + 1, Count - at);
            _events[at] = item;
            Count++;
            return;
        }
        if (at == 0) return;
        Array.Copy(_events, 1, _events, 0, at - 1);
        _events[at - 1] = item;
    }

    private void Reserve(int count)
    {
        if (count > _events.Length) Array.Resize(ref _events, Math.Max(count, Math.Max(16, _events.Length * 2)));
    }
}
