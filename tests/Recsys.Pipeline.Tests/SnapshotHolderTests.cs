using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests;

public class SnapshotHolderTests
{
    [Fact]
    public void TryLease_BeforeTheFirstSnapshot_IsFalse()
    {
        using var holder = new SnapshotHolder();

        Assert.False(holder.TryLease(out var lease));
        Assert.Null(holder.LiveVersion);
        Assert.Throws<InvalidOperationException>(() => lease.Snapshot);
        lease.Dispose();
    }

    [Fact]
    public void Replace_LeasedSnapshot_IsFreedOnlyAfterTheLastLease()
    {
        using var holder = new SnapshotHolder();
        var owned = new CountedResource();
        holder.Replace(Snapshot("1", owned));
        Assert.True(holder.TryLease(out var first));
        Assert.True(holder.TryLease(out var second));

        holder.Replace(Snapshot("2"));
        Assert.Equal("2", holder.LiveVersion);
        first.Dispose();
        Assert.Equal(0, owned.Disposals);
        Assert.Equal("1", second.Snapshot.ModelVersion);
        second.Dispose();

        Assert.Equal(1, owned.Disposals);
    }

    [Fact]
    public void Replace_UnleasedSnapshot_IsFreedAtOnce()
    {
        using var holder = new SnapshotHolder();
        var owned = new CountedResource();
        holder.Replace(Snapshot("1", owned));

        holder.Replace(Snapshot("2"));

        Assert.Equal(1, owned.Disposals);
    }

    [Fact]
    public void Dispose_Twice_FreesOnce()
    {
        var owned = new CountedResource();
        var holder = new SnapshotHolder();
        holder.Replace(Snapshot("1", owned));

        holder.Dispose();
        holder.Dispose();

        Assert.Equal(1, owned.Disposals);
        Assert.False(holder.TryLease(out _));
    }

    [Fact]
    public void Replace_AfterDispose_FreesTheSnapshotAndThrows()
    {
        var owned = new CountedResource();
        var holder = new SnapshotHolder();
        holder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => holder.Replace(Snapshot("1", owned)));
        Assert.Equal(1, owned.Disposals);
        Assert.False(holder.TryLease(out _));
    }

    [Fact]
    public void Replace_OnePartFailsToFree_FreesTheOthers()
    {
        using var holder = new SnapshotHolder();
        CountedResource first = new(), last = new();
        holder.Replace(Snapshot("1", first, new StuckResource(), last));

        Assert.Throws<IOException>(() => holder.Replace(Snapshot("2")));
        Assert.Equal((1, 1), (first.Disposals, last.Disposals));
        Assert.Equal("2", holder.LiveVersion);
    }

    [Fact]
    public async Task Replace_UnderConcurrentLeases_FreesEachExactlyOnceAndNeverWhileLeased()
    {
        using var holder = new SnapshotHolder();
        CountedResource[] owned = [.. Enumerable.Range(0, 200).Select(_ => new CountedResource())];
        holder.Replace(Snapshot("0", owned[0]));
        using var start = new Barrier(4);
        long leases = 0, freedWhileLeased = 0;
        int done = 0;

        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            start.SignalAndWait();
            while (Volatile.Read(ref done) == 0)
            {
                if (!holder.TryLease(out var lease)) continue;
                using (lease)
                {
                    var resource = owned[int.Parse(lease.Snapshot.ModelVersion)];
                    if (resource.Disposals > 0) Interlocked.Increment(ref freedWhileLeased);
                    Interlocked.Increment(ref leases);
                }
            }
        })).ToArray();
        start.SignalAndWait();
        for (int version = 1; version < owned.Length; version++)
        {
            long before = Interlocked.Read(ref leases);
            // Each version is leased at least once before it is replaced.
            SpinWait.SpinUntil(() => Interlocked.Read(ref leases) > before);
            holder.Replace(Snapshot($"{version}", owned[version]));
        }
        Volatile.Write(ref done, 1);
        await Task.WhenAll(readers);
        holder.Dispose();

        Assert.Equal(0, freedWhileLeased);
        Assert.All(owned, resource => Assert.Equal(1, resource.Disposals));
    }

    private static PipelineSnapshot Snapshot(string version, params IDisposable[] owned) =>
        new(version, new Dictionary<string, PipelineDefinition>(), owned);

    private sealed class StuckResource : IDisposable
    {
        public void Dispose() => throw new IOException("The file is gone.");
    }
}
