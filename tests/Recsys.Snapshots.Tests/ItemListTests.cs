using System.Text;

namespace Recsys.Snapshots.Tests;

public sealed class ItemListTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("a\nbé\nc d\n")]
    [InlineData("a\nbé\nc d")]
    [InlineData("a\r\nbé\r\nc d\r\n")]
    [InlineData("\uFEFFa\nbé\nc d\n")]
    public void Read_AnyLineEnds_AreTheIds(string text)
    {
        File.WriteAllText(_path, text);

        var items = ItemList.Read(_path);

        Assert.Equal(
            ["a", "bé", "c d"], Enumerable.Range(0, items.Count).Select(i => Encoding.UTF8.GetString(items[i])));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a\n\nb\n", "line 2")]
    [InlineData("a\n\r\n", "line 2")]
    [InlineData("a\n\n", "line 2")]
    public void Read_EmptyOrWithAnEmptyLine_SaysWhere(string text, string expected)
    {
        File.WriteAllText(_path, text);

        var refusal = Assert.Throws<InvalidDataException>(() => ItemList.Read(_path));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}
