using Recsys.Snapshots.ItemToItem;

namespace Recsys.Snapshots.Tests.ItemToItem;

public sealed class ItemToItemSettingsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Save_ThenLoad_IsTheSame_AndOthersHaveTheStandard()
    {
        var weighting = new HistoryWeighting(0.7, double.PositiveInfinity, 0.5);
        new ItemToItemSettings(new Dictionary<string, HistoryWeighting> { ["ease"] = weighting }).Save(_path);

        var loaded = ItemToItemSettings.Load(_path);

        Assert.Equal(weighting, loaded.Of("ease"));
        Assert.Equal(HistoryWeighting.Standard, loaded.Of("transitions"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"sources": {"ease": {"step_decay": 1, "half_life_days": 1}}}""")]
    [InlineData("""{"sources": {"ease": {"step_decay": 2, "half_life_days": 1, "share_power": 1}}}""")]
    [InlineData("""{"sources": {"ease": null}}""")]
    public void Load_Damaged_IsRefused(string text)
    {
        File.WriteAllText(_path, text);

        Assert.Throws<InvalidDataException>(() => ItemToItemSettings.Load(_path));
    }

    public void Dispose() => File.Delete(_path);
}
