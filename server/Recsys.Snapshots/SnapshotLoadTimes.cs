using System.Diagnostics;
using System.Globalization;

namespace Recsys.Snapshots;

/// <summary>What the parts of a snapshot took to load, in the order they were done; those that need no catalogue were
/// read beside others, or before. One thread at a time.</summary>
public sealed class SnapshotLoadTimes
{
    private readonly List<(string Part, TimeSpan Elapsed)> _parts = [];
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>Time since the load began.</summary>
    public TimeSpan Total => Stopwatch.GetElapsedTime(_began);

    /// <summary>Parts and their times.</summary>
    public IReadOnlyList<(string Part, TimeSpan Elapsed)> Parts => _parts;

    /// <summary>The parts in one line, for example <c>rows 0.21 s, vectors 0.64 s</c>; those under a hundredth of a
    /// second are left out.</summary>
    public override string ToString() => string.Join(", ", _parts
        .Where(one => one.Elapsed.TotalSeconds >= 0.01)
        .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Part} {one.Elapsed.TotalSeconds:0.00} s")));

    /// <summary>Takes over the times of parts that were read beside these.</summary>
    internal void Take(SnapshotLoadTimes others) => _parts.AddRange(others._parts);

    /// <summary>Does a part and notes its time.</summary>
    internal T Of<T>(string part, Func<T> load)
    {
        long began = Stopwatch.GetTimestamp();
        var loaded = load();
        _parts.Add((part, Stopwatch.GetElapsedTime(began)));
        return loaded;
    }
}
