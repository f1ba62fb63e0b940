using System.Numerics;
using FASTER.core;

namespace Recsys.Bench.Features;

/// <summary>FASTER with all values in memory, read one key at a time by one session.</summary>
internal sealed class FasterReader : IFeatureReader
{
    private readonly IDevice _device = new NullDevice();
    private readonly FasterKV<SpanByte, SpanByte> _store;
    private readonly ClientSession<SpanByte, SpanByte, int, byte[], Empty, Functions> _session;
    private readonly byte[][] _keys;
    private byte[] _read;

    public FasterReader(int products, int most)
    {
        _store = new FasterKV<SpanByte, SpanByte>(
            BitOperations.RoundUpToPowerOf2((uint)products) / 2,
            new LogSettings { LogDevice = _device, MemorySizeBits = MemoryBits(products) });
        _session = _store.For(new Functions()).NewSession<Functions>();
        _keys = [.. Enumerable.Range(0, products).Select(FeatureValue.Key)];
        _read = new byte[most * FeatureValue.Bytes];
        Span<byte> key = stackalloc byte[32], bytes = stackalloc byte[FeatureValue.Bytes];
        for (int i = 0; i < products; i++)
        {
            FeatureValue.Write(i, bytes);
            var value = SpanByte.FromFixedSpan(bytes);
            var fixedKey = KeyOf(i, key);
            _session.Upsert(ref fixedKey, ref value);
        }
    }

    public string Name => "FASTER, one key at a time";

    public int Read(ReadOnlySpan<int> products)
    {
        Span<byte> memory = stackalloc byte[32];
        int sum = 0;
        for (int i = 0; i < products.Length; i++)
        {
            var key = KeyOf(products[i], memory);
            if (!_session.Read(ref key, ref i, ref _read).Found)
                throw new BenchException($"Product {products[i]} is not in FASTER's memory.");
            sum += FeatureValue.Check(_read.AsSpan(i * FeatureValue.Bytes));
        }
        return sum;
    }

    public void Dispose()
    {
        _session.Dispose();
        _store.Dispose();
        _device.Dispose();
    }

    // Everything stays in memory, with room for headers and keys.
    private static int MemoryBits(int products) =>
        Math.Max(27, BitOperations.Log2((ulong)products * (FeatureValue.Bytes + 64)) + 2);

    private SpanByte KeyOf(int product, Span<byte> memory)
    {
        _keys[product].CopyTo(memory);
        return SpanByte.FromFixedSpan(memory[.._keys[product].Length]);
    }

    // The input is the place in the output that the value goes to.
    private sealed class Functions : FunctionsBase<SpanByte, SpanByte, int, byte[], Empty>
    {
        // The base class would keep the reference, not the bytes.
        public override bool SingleWriter(
            ref SpanByte key, ref int input, ref SpanByte src, ref SpanByte dst, ref byte[] output,
            ref UpsertInfo upsertInfo, WriteReason reason)
        {
            src.CopyTo(ref dst);
            return true;
        }

        public override bool SingleReader(
            ref SpanByte key, ref int input, ref SpanByte value, ref byte[] dst, ref ReadInfo readInfo)
        {
            value.AsReadOnlySpan().CopyTo(dst.AsSpan(input * FeatureValue.Bytes));
            return true;
        }

        public override bool ConcurrentReader(
            ref SpanByte key, ref int input, ref SpanByte value, ref byte[] dst, ref ReadInfo readInfo) =>
            SingleReader(ref key, ref input, ref value, ref dst, ref readInfo);
    }
}
