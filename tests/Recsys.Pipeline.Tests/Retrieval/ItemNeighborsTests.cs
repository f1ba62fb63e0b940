using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Retrieval;

public sealed class ItemNeighborsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    private static readonly ItemNeighbors Table = new([0, 2, 2, 3], [1, 2, 0], [0.5f, 0.25f, 1]);

    [Fact]
    public void RowsOf_ProductWithAndWithoutNeighbours_AreItsOwn()
    {
        Assert.Equal([1, 2], Table.RowsOf(0).ToArray());
        Assert.Equal([0.5f, 0.25f], Table.WeightsOf(0).ToArray());
        Assert.True(Table.RowsOf(1).IsEmpty);
        Assert.True(Table.RowsOf(-1).IsEmpty);
        Assert.True(Table.WeightsOf(3).IsEmpty);
    }

    [Fact]
    public void Load_SavedTable_IsEqual()
    {
        var loaded = Load(Save());
        Assert.Equal(Table.Offsets.ToArray(), loaded.Offsets.ToArray());
        Assert.Equal(Table.AllRows.ToArray(), loaded.AllRows.ToArray());
        Assert.Equal(Table.AllWeights.ToArray(), loaded.AllWeights.ToArray());
    }

    [Fact]
    public void Load_EveryTruncationAndDamage_IsRefused()
    {
        byte[] whole = Save();
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<InvalidDataException>(() => Load(whole[..length]));
        Assert.Throws<InvalidDataException>(() => Load([.. whole, 0]));
        foreach (int at in (int[])[0, 4, 15, 23, 26, 43])
        {
            byte[] damaged = [.. whole];
            damaged[at] = 0x7F;
            Assert.Throws<InvalidDataException>(() => Load(damaged));
        }
    }

    [Theory]
    [InlineData(new[] { 0, 1 }, new[] { 5 }, 1f)]
    [InlineData(new[] { 0, 1 }, new[] { 0 }, float.NaN)]
    [InlineData(new[] { 0, 2 }, new[] { 0 }, 1f)]
    [InlineData(new[] { 0, 2, 1 }, new[] { 0 }, 1f)]
    public void New_ColumnsThatDoNotFit_AreRefused(int[] offsets, int[] rows, float weight) =>
        Assert.Throws<InvalidDataException>(() => new ItemNeighbors(offsets, rows, [weight]));

    private ItemNeighbors Load(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        return ItemNeighborsFile.Load(_path);
    }

    private static byte[] Save()
    {
        using var stream = new MemoryStream();
        ItemNeighborsFile.Save(Table, stream);
        return stream.ToArray();
    }
}
