using System.Text;
using Recsys.Bench.Features;

namespace Recsys.Bench.Redis;

/// <summary>Redis: one MGET for all products, or one HGETALL for each, sent together.</summary>
internal sealed class RedisReader : IFeatureReader
{
    private const int Fields = 16, FieldBytes = FeatureValue.Bytes / Fields, FillAtOnce = 1_000;
    private readonly RespConnection _redis;
    private readonly byte[][] _keys;
    private readonly byte[] _read;
    private readonly bool _hashes;

    /// <summary>Connects, and writes every product's value: as a string, or as a hash of 16 fields.</summary>
    public RedisReader(string socket, int products, int most, bool hashes)
    {
        _redis = new RespConnection(socket);
        _hashes = hashes;
        byte kind = hashes ? (byte)'h' : (byte)'s';
        _keys = [.. Enumerable.Range(0, products).Select(i => (byte[])[kind, .. FeatureValue.Key(i)])];
        _read = new byte[most * FeatureValue.Bytes];
        byte[][] fields = [.. Enumerable.Range(0, Fields).Select(i => Encoding.ASCII.GetBytes($"f{i:D2}"))];
        Span<byte> value = stackalloc byte[FeatureValue.Bytes];
        for (int first = 0; first < products; first += FillAtOnce)
        {
            int until = Math.Min(first + FillAtOnce, products);
            for (int i = first; i < until; i++)
            {
                FeatureValue.Write(i, value);
                Put(_keys[i], value, fields);
            }
            _redis.Flush();
            for (int i = first; i < until; i++)
            {
                if (hashes) _redis.ReadNumber();
                else _redis.ReadStatus();
            }
        }
    }

    public string Name => _hashes ? "Redis, HGETALL each, sent together" : "Redis, one MGET";

    public int Read(ReadOnlySpan<int> products) => _hashes ? ReadHashes(products) : ReadStrings(products);

    public void Dispose() => _redis.Dispose();

    private void Put(byte[] key, ReadOnlySpan<byte> value, byte[][] fields)
    {
        if (!_hashes)
        {
            _redis.Begin(3);
            _redis.Part("SET"u8);
            _redis.Part(key);
            _redis.Part(value);
            return;
        }
        _redis.Begin(2 + (Fields * 2));
        _redis.Part("HSET"u8);
        _redis.Part(key);
        for (int f = 0; f < Fields; f++)
        {
            _redis.Part(fields[f]);
            _redis.Part(value.Slice(f * FieldBytes, FieldBytes));
        }
    }

    private int ReadStrings(ReadOnlySpan<int> products)
    {
        _redis.Begin(products.Length + 1);
        _redis.Part("MGET"u8);
        foreach (int product in products) _redis.Part(_keys[product]);
        _redis.Flush();
        int sum = 0, count = _redis.ReadArray();
        for (int i = 0; i < count; i++)
        {
            var value = _read.AsSpan(i * FeatureValue.Bytes, FeatureValue.Bytes);
            _redis.ReadBytes().CopyTo(value);
            sum += FeatureValue.Check(value);
        }
        return sum;
    }

    private int ReadHashes(ReadOnlySpan<int> products)
    {
        foreach (int product in products)
        {
            _redis.Begin(2);
            _redis.Part("HGETALL"u8);
            _redis.Part(_keys[product]);
        }
        _redis.Flush();
        int sum = 0;
        for (int i = 0; i < products.Length; i++)
        {
            var value = _read.AsSpan(i * FeatureValue.Bytes, FeatureValue.Bytes);
            int parts = _redis.ReadArray();
            // Small hashes come back in the order they were written.
            for (int f = 0; f < parts / 2; f++)
            {
                _redis.ReadBytes();
                _redis.ReadBytes().CopyTo(value[(f * FieldBytes)..]);
            }
            sum += FeatureValue.Check(value);
        }
        return sum;
    }
}
