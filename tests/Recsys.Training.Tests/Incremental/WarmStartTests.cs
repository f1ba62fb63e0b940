using Recsys.Models.Fused;
using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Snapshots;
using Recsys.Training.Incremental;

namespace Recsys.Training.Tests.Incremental;

public sealed class WarmStartTests(GrowingShop shop) : IClassFixture<GrowingShop>
{
    [Fact]
    public void Run_BeforeAnyStep_HasTheVersionsWeights()
    {
        var version = Untrained(160);
        var was = Ids(shop.Full);
        var now = Ids(version);
        Assert.InRange(now.Count, was.Count + 1, was.Count + 10);

        foreach (string file in (string[])[ModelArtifacts.UserTower, ModelArtifacts.ItemTower, ModelArtifacts.Ranker])
        {
            using var before = TorchModule.Load(shop.Full.FilePath(file));
            using var after = TorchModule.Load(version.FilePath(file));
            foreach (var parameter in before.Parameters)
            {
                float[] old = Parameters.Of(before, parameter.Name), young = Parameters.Of(after, parameter.Name);
                int width = old.Length / (int)parameter.Shape[0];
                bool products = parameter.Name is "product_embedding" or "history_embedding";
                for (int row = 0; row < parameter.Shape[0]; row++)
                {
                    // Words keep their ids; products are found by theirs.
                    int at = products && row > 0 ? now[was.Single(one => one.Value == row - 1).Key] + 1 : row;
                    AssertNear(old.AsSpan(row * width, width), young.AsSpan(at * width, width));
                }
            }
        }
    }

    [Fact]
    public void Run_BeforeAnyStep_NewIdsAreTheUnknownOnes()
    {
        var version = Untrained(190);
        using var stream = File.OpenRead(version.FilePath(ModelArtifacts.Workflow));
        var workflow = FeatureWorkflowFile.Load(stream);
        Assert.Equal("green", workflow.Categories.Words[^1]);
        Assert.Equal("Spain", workflow.Countries.Words[^1]);
        Assert.Equal(workflow.CategoryTarget.Values[0], workflow.CategoryTarget.Values[^1]);

        AssertLastIsFirst(version, ModelArtifacts.ItemTower, "category_embedding");
        AssertLastIsFirst(version, ModelArtifacts.UserTower, "country_embedding");
        AssertLastIsFirst(version, ModelArtifacts.Ranker, "category_embedding");
        float[] products = Parameters.Named(version, ModelArtifacts.ItemTower, "product_embedding");
        int width = GrowingShop.Options.TowerDimension;
        int added = Ids(version)[Ids(version).Keys.Except(Ids(shop.Full).Keys).First()] + 1;
        AssertNear(products.AsSpan(0, width), products.AsSpan(added * width, width));
    }

    [Fact]
    public void Run_BeforeAnyStep_TheRankerScoresAsTheVersionDoes()
    {
        // The same data: what is left to differ is what was taken over.
        var version = Untrained(GrowingShop.FullDays + 1, like: true);
        float[] before = ItemVectors(shop.Full), after = ItemVectors(version);
        Assert.Equal(before.Length, after.Length);
        AssertNear(before, after);
    }

    [Fact]
    public void Open_VersionOfAnOlderBuild_SaysToTrainInFull()
    {
        using var staged = shop.Repository().Stage();
        foreach (var file in shop.Full.Manifest.Files)
            if (file.Name != ModelArtifacts.Training)
                File.Copy(shop.Full.FilePath(file.Name), staged.FilePath(file.Name));
        var version = staged.Publish(shop.Full.Manifest);

        var refused = Assert.Throws<InvalidDataException>(() => WarmStart.Open(version));

        Assert.Contains("training.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Train in full", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_VersionOfOtherFeatures_SaysToTrainInFull()
    {
        var other = shop.Full with { Manifest = shop.Full.Manifest with { Schema = "1-0000000000000000" } };
        var refused = Assert.Throws<InvalidDataException>(() => WarmStart.Open(other));
        Assert.Contains("features", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"version\": 7}")]
    [InlineData("not json")]
    public void Open_DamagedRecord_NamesTheFile(string text)
    {
        using var staged = shop.Repository().Stage();
        foreach (var file in shop.Full.Manifest.Files)
            File.Copy(shop.Full.FilePath(file.Name), staged.FilePath(file.Name));
        File.WriteAllText(staged.FilePath(ModelArtifacts.Training), text);
        var version = staged.Publish(shop.Full.Manifest);

        var refused = Assert.Throws<InvalidDataException>(() => WarmStart.Open(version));
        Assert.Contains("training.json", refused.Message, StringComparison.Ordinal);
    }

    // A version that goes on from the full one and has not learned anything yet.
    private ModelVersion Untrained(int day, bool like = false)
    {
        var table = shop.Until(like ? GrowingShop.FullDays : day);
        var from = like
            ? shop.Full with { Manifest = shop.Full.Manifest with { DataWindow = new(0, table.TimesMs[^1] - 1) } }
            : shop.Full;
        using var warm = WarmStart.Open(from);
        using var run = new IncrementalRun(table, warm, warm.Options, null, default);
        run.TakeExamples();
        run.TakeWeightsOver();
        var repository = shop.Repository();
        using var staged = repository.Stage();
        run.Write(staged);
        return repository.Open(staged.Publish(shop.Full.Manifest).Name);
    }

    private static float[] ItemVectors(ModelVersion version) => [.. System.Runtime.InteropServices.MemoryMarshal
        .Cast<byte, float>(File.ReadAllBytes(version.FilePath(ModelArtifacts.ItemEmbeddings))).ToArray()];

    private static Dictionary<string, int> Ids(ModelVersion version) => File
        .ReadAllLines(version.FilePath(ModelArtifacts.Items))
        .Select((id, row) => (id, row)).ToDictionary(one => one.id, one => one.row);

    private static void AssertLastIsFirst(ModelVersion version, string file, string name)
    {
        using var module = TorchModule.Load(version.FilePath(file));
        int width = (int)module.Parameters.Single(one => one.Name == name).Shape[1];
        float[] values = Parameters.Of(module, name);
        AssertNear(values.AsSpan(0, width), values.AsSpan(values.Length - width));
    }

    // The ranker's last layer is divided by its calibration and multiplied by it again.
    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(found[i] - expected[i], -2e-6f, 2e-6f);
    }
}
