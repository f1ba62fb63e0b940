using BenchmarkDotNet.Attributes;
using Recsys.Bench.Redis;
using Recsys.Pipeline.Features;

namespace Recsys.MicroBench.Stages;

/// <summary>
/// The ranker's ids of 500 candidates: one MGET to a Redis on a Unix socket, and the columns that serve. Without
/// redis-server on the path, the first fails and the second is measured all the same.
/// </summary>
[BenchmarkCategory("features")]
public class FeatureBenchmarks
{
    private const int Products = 200_000, Candidates = 500;
    private readonly int[] _rows = new int[Candidates];
    private readonly byte[] _values = new byte[Candidates * 40];
    private RankerInputs _inputs = null!;
    private ItemColumns _columns = null!;
    private RedisServer? _redis;
    private RespConnection? _connection;

    /// <summary>Makes the columns, and puts the same bytes into Redis.</summary>
    [GlobalSetup]
    public void Make()
    {
        var shape = RankerDescription.Reference();
        _columns = RandomShop.Columns(RandomShop.Workflow(Products));
        _inputs = new RankerInputs(shape, 1, Candidates);
        var random = new Random(1);
        for (int i = 0; i < Candidates; i++) _rows[i] = random.Next(Products);
        if (RedisServer.Find() is not { } program) return;
        _redis = RedisServer.StartAsync(program, "", default).GetAwaiter().GetResult();
        _connection = new RespConnection(_redis.Socket);
        for (int row = 0; row < Products; row++)
        {
            _connection.Begin(3);
            _connection.Part("SET"u8);
            _connection.Part(BitConverter.GetBytes(row));
            _connection.Part(_values.AsSpan(0, 40));
            if (row % 500 != 499) continue;
            _connection.Flush();
            for (int i = 0; i < 500; i++) _connection.ReadStatus();
        }
    }

    /// <summary>Ends Redis.</summary>
    [GlobalCleanup]
    public void Free()
    {
        _connection?.Dispose();
        _redis?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>One round trip for all.</summary>
    [Benchmark(Baseline = true)]
    public int RedisMget()
    {
        var connection = _connection ?? throw new InvalidOperationException("redis-server is not installed.");
        connection.Begin(1 + Candidates);
        connection.Part("MGET"u8);
        Span<byte> key = stackalloc byte[sizeof(int)];
        foreach (int row in _rows)
        {
            BitConverter.TryWriteBytes(key, row);
            connection.Part(key);
        }
        connection.Flush();
        int count = connection.ReadArray();
        for (int i = 0; i < count; i++) connection.ReadBytes().CopyTo(_values.AsSpan(i * 40));
        return count;
    }

    /// <summary>One pass over columns.</summary>
    [Benchmark]
    public int Columns()
    {
        _inputs.Clear();
        foreach (int row in _rows) _inputs.AddItem(_columns, row, []);
        return _inputs.Items;
    }
}
