using System.Diagnostics;
using Google.Protobuf;
using Recsys.V1;

namespace Recsys.Bench.Redis;

/// <summary>
/// The same ingestion into Redis: for each interaction an XADD of its bytes to one stream, which stands for the
/// journal, and an HINCRBY of its product's count, which stands for all features; the commands of one batch are sent
/// together. Redis knows no ids to refuse resent ones by, and keeps no history here.
/// </summary>
internal sealed class RedisIngestion : IDisposable
{
    // Two batches are under way: one is written while Redis works on the other.
    private const int UnderWay = 2;
    private readonly RespConnection _redis;
    private readonly (byte[] Bytes, byte[] Product)[][] _batches;

    public RedisIngestion(string socket, Func<int, Interaction[]> samples, int batchSize)
    {
        _redis = new RespConnection(socket);
        _batches =
        [
            .. Enumerable.Range(0, 8).Select(_ => samples(batchSize)
                .Select(item =>
                {
                    item.Id = "0000000000000000";
                    return (item.ToByteArray(), System.Text.Encoding.UTF8.GetBytes(item.ProductId));
                })
                .ToArray()),
        ];
    }

    /// <summary>Sends for some time.</summary>
    /// <returns>Interactions acknowledged a second.</returns>
    public double Run(TimeSpan duration, CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        long done = 0, number = 0;
        for (; number < UnderWay; number++) Send(_batches[number % _batches.Length]);
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            cancellation.ThrowIfCancellationRequested();
            done += Take(_batches[(number - UnderWay) % _batches.Length]);
            Send(_batches[number++ % _batches.Length]);
        }
        for (long last = number - UnderWay; last < number; last++) done += Take(_batches[last % _batches.Length]);
        return done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public void Dispose() => _redis.Dispose();

    private void Send((byte[] Bytes, byte[] Product)[] batch)
    {
        foreach (var (bytes, product) in batch)
        {
            _redis.Begin(5);
            _redis.Part("XADD"u8);
            _redis.Part("journal"u8);
            _redis.Part("*"u8);
            _redis.Part("i"u8);
            _redis.Part(bytes);
            _redis.Begin(4);
            _redis.Part("HINCRBY"u8);
            _redis.Part("counts"u8);
            _redis.Part(product);
            _redis.Part("1"u8);
        }
        _redis.Flush();
    }

    private int Take((byte[] Bytes, byte[] Product)[] batch)
    {
        for (int i = 0; i < batch.Length; i++)
        {
            _redis.ReadBytes();
            _redis.ReadNumber();
        }
        return batch.Length;
    }
}
