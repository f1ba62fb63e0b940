using System.Buffers;

namespace Recsys.Server.Tests.Fronts.Json;

/// <summary>Bytes in pieces, as they come over a connection.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    public static ReadOnlySequence<byte> Cut(byte[] bytes, Random random)
    {
        var first = new Segments();
        var last = first;
        for (int at = 0; at < bytes.Length;)
        {
            int length = Math.Min(random.Next(1, 9), bytes.Length - at);
            var next = new Segments { Memory = bytes.AsMemory(at, length), RunningIndex = at };
            (last.Next, last) = (next, next);
            at += length;
        }
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
