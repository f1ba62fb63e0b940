using System.Runtime.InteropServices;
using Recsys.Pipeline.Files;

namespace Recsys.Pipeline.Tests.Files;

public sealed class MappedColumnTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(70_001)]
    public void Slice_AnyPart_IsWhatTheFileHolds(int count)
    {
        int[] numbers = [.. Enumerable.Range(0, count).Select(i => i * 7)];
        File.WriteAllBytes(_path, MemoryMarshal.AsBytes(numbers.AsSpan()));
        var column = new MappedColumn<int>(_path);
        var random = new Random(count);

        Assert.Equal(count, column.Length);
        Assert.Equal(numbers, column.Slice(0, count));
        for (int i = 0; i < 50; i++)
        {
            int from = random.Next(count + 1), length = random.Next(count - from + 1);
            Assert.Equal(numbers.AsSpan(from, length), column.Slice(from, length));
        }
    }

    [Fact]
    public void Slice_BeyondTheEnd_IsRefused()
    {
        File.WriteAllBytes(_path, new byte[18]);
        var column = new MappedColumn<int>(_path);

        Assert.Equal(4, column.Length);
        Assert.True(column.Slice(4, 0).IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => { column.Slice(4, 1); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { column.Slice(-1, 1); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { column.Slice(0, 5); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { column.Slice(1, -1); });
    }

    [Fact]
    public void Slice_OfRemovedFile_IsStillThere()
    {
        File.WriteAllBytes(_path, [1, 0, 0, 0, 2, 0, 0, 0]);
        var column = new MappedColumn<int>(_path);
        File.Delete(_path);

        Assert.Equal([1, 2], column.Slice(0, 2));
    }

    [Fact]
    public void Make_EmptyOrMissingFile_HasNothingOrFails()
    {
        Assert.Equal(0, new MappedColumn<int>(_path).Length);
        Assert.Throws<FileNotFoundException>(() => new MappedColumn<int>(_path + ".none"));
    }
}
