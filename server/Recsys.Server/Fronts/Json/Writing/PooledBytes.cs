using System.Buffers;

namespace Recsys.Server.Fronts.Json.Writing;

/// <summary>Bytes in rented memory that grow as they are written.</summary>
internal sealed class PooledBytes : IBufferWriter<byte>, IDisposable
{
    private const int First = 4096;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(First);

    /// <summary>How many there are.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes; until more are written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Begins anew in the same memory.</summary>
    public void Clear() => Length = 0;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        var bytes = Interlocked.Exchange(ref _bytes, []);
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
    }

    private void MakeRoom(int wanted)
    {
        if (_bytes.Length - Length >= wanted) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(Length + wanted, 2 * _bytes.Length)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
