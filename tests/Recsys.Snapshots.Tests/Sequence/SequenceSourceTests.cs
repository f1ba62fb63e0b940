using Recsys.Models;
using Recsys.Models.Fused;
using Recsys.Models.Sequence;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.Sequence;

namespace Recsys.Snapshots.Tests.Sequence;

public sealed class SequenceSourceTests : IDisposable
{
    private static readonly string[] Ids = ["a", "b", "c", "d", "e"];
    private readonly TorchModule _module = SequenceModule.Create(Ids.Length, 16, seed: 5);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"recsys-sequence-{Guid.NewGuid():N}.pt");

    public void Dispose()
    {
        _module.Dispose();
        File.Delete(_path);
    }

    [Fact]
    public void Retrieve_History_IsTheSoftmaxOverProductsBestFirst()
    {
        var shop = new Shop(Ids).Event("b", daysAgo: 3).Event("d", daysAgo: 1);
        var model = new FusedSequence(_module);
        var vector = new float[16];
        model.Encode([1, 3], vector);
        double[] odds = [.. Enumerable.Range(0, Ids.Length).Select(item =>
            Math.Exp(model.ItemVector(item).ToArray().Zip(vector, (a, b) => (double)a * b).Sum()))];

        var found = shop.Scored(Source(shop), shop.Context(excludePurchased: false));

        Assert.Equal(Ids.Length, found.Length);
        Assert.Equal(found.OrderByDescending(one => one.Score), found);
        foreach (var (id, score) in found)
            Assert.Equal(odds[Array.IndexOf(Ids, id)] / odds.Sum(), score, 1e-5);
    }

    [Fact]
    public void Retrieve_BoughtOnesNotWanted_LeavesThemOut()
    {
        var shop = new Shop(Ids).Event("b").Event("d");
        Assert.Equal(["a", "c", "e"], shop.Ask(Source(shop), shop.Context()).Order());
    }

    [Fact]
    public void Retrieve_SameProductTwiceInARow_CountsOnce()
    {
        var once = new Shop(Ids).Event("b", InteractionType.View, 2);
        var twice = new Shop(Ids).Event("b", InteractionType.View, 3).Event("b", InteractionType.View, 2);
        Assert.Equal(once.Scored(Source(once), once.Context()), twice.Scored(Source(twice), twice.Context()));
    }

    [Fact]
    public void TryScore_KnownAndNew_AgreesWithRetrieve()
    {
        var shop = new Shop([.. Ids, "new"]).Event("a");
        var context = shop.Context();
        var source = Source(shop);
        var scores = new float[2];

        Assert.True(source.TryScore(context, [shop.Row("c"), shop.Row("new")], scores));

        Assert.Equal(shop.Scored(source, context).Single(one => one.Id == "c").Score, scores[0]);
        Assert.True(float.IsNaN(scores[1]));
    }

    [Fact]
    public void Retrieve_NothingTheModelKnows_FindsNothing()
    {
        var shop = new Shop([.. Ids, "new"]);
        Assert.False(Source(shop).AppliesTo(shop.Context()));
        shop.Event("new");
        Assert.Empty(shop.Ask(Source(shop), shop.Context()));
        Assert.False(Source(shop).TryScore(shop.Context(), [0], new float[1]));
    }

    [Fact]
    public void Load_Saved_ServesAsTorchScriptWould()
    {
        _module.Save(_path);
        Assert.Equal(Ids.Length, SequenceModel.Load(_path).Products);
        Assert.InRange(SequenceModel.Parity(_module, new FusedSequence(_module)), 0, 1e-4f);
    }

    [Fact]
    public void Load_WeightsNotFinite_IsRefused()
    {
        float[] broken = new float[16];
        broken[3] = float.NaN;
        _module.WriteParameter("last_shift", broken);
        _module.Save(_path);
        Assert.Throws<InvalidDataException>(() => SequenceModel.Load(_path));
    }

    private SequenceSource Source(Shop shop) => new(new FusedSequence(_module), shop.Model(Ids));
}
