using System.Runtime.InteropServices;
using Recsys.Pipeline.Files;

namespace Recsys.Pipeline.Tests.Files;

public sealed class ColumnFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    // Longer than one piece, and not a whole number of them.
    [Fact]
    public void ReadColumn_LongerThanAPiece_IsWhatWasWritten()
    {
        var random = new Random(4);
        var written = new long[300_001];
        random.NextBytes(MemoryMarshal.AsBytes(written.AsSpan()));
        File.WriteAllBytes(_path, [1, 2, 3, .. MemoryMarshal.AsBytes(written.AsSpan())]);
        using var file = new ColumnFile(_path);

        Assert.Equal(written, file.ReadColumn<long>(3, written.Length));
        Assert.Equal(written[77], file.Read<long>(3 + (77 * sizeof(long))));
        var part = new long[200_000];
        file.Read<long>(3 + (50 * sizeof(long)), part);
        Assert.Equal(written[50..(50 + part.Length)], part);
    }

    [Fact]
    public void Read_BeyondTheEnd_IsRefusedAndTakesNoMemory()
    {
        File.WriteAllBytes(_path, new byte[16]);
        using var file = new ColumnFile(_path);

        Assert.Equal([0L, 0L], file.ReadColumn<long>(0, 2));
        Assert.Throws<InvalidDataException>(() => file.Read<long>(9));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<InvalidDataException>(() => file.ReadColumn<long>(0, int.MaxValue / 2));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
        Assert.Contains(file.Name, refusal.Message, StringComparison.Ordinal);
    }
}
