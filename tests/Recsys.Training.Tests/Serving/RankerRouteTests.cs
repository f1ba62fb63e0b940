using Recsys.Models;
using Recsys.Models.Ranking;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots;
using Recsys.Snapshots.Live;
using Recsys.Snapshots.Ranking;

namespace Recsys.Training.Tests.Serving;

/// <summary>Which way a version's ranker is computed, and that both ways give the same scores.</summary>
public sealed class RankerRouteTests(PublishedShop shop) : IClassFixture<PublishedShop>
{
    private const string Arguments = "user_dense: Tensor, user_ids: Tensor, users: Tensor, item_dense: Tensor, "
        + "item_ids: Tensor, cross: Tensor";

    [Fact]
    public void Load_TrainedVersion_IsFusedAndGivesTorchScriptsScores()
    {
        using var parts = Open(shop.Version);

        Assert.True(parts.Ranker.Route.IsFused, parts.Ranker.Route.Reason);
        Assert.InRange(parts.Ranker.Route.Difference, 0, RankerRoute.Allowed);
        Assert.Equal(24 * 96, parts.Ranker.Route.Compared);
        AssertScores(parts, shop.Version, RankerDescription.Standard, [0, 1, 5, 7, 11, 40]);
    }

    [Fact]
    public void Load_VersionWithoutDescription_IsOfTheStandardShape()
    {
        var version = shop.Changed(staged => File.Delete(staged.FilePath(ModelArtifacts.RankerDescription)));

        using var parts = Open(version);

        Assert.False(version.HasFile(ModelArtifacts.RankerDescription));
        Assert.True(parts.Ranker.Route.IsFused, parts.Ranker.Route.Reason);
    }

    [Fact]
    public void Load_ReferenceShape_IsFusedAndGivesTorchScriptsScores()
    {
        var shape = RankerDescription.Reference(16);
        var version = With(shape, RankerModule.Create(shape, Workflow(), 0.1, seed: 4));

        using var parts = Open(version);

        Assert.True(parts.Ranker.Route.IsFused, parts.Ranker.Route.Reason);
        AssertScores(parts, version, shape, [.. Enumerable.Range(0, 60)]);
    }

    [Theory]
    [InlineData(RankerKind.DcnV2)]
    [InlineData(RankerKind.Ncf)]
    [InlineData(RankerKind.WideDeep)]
    [InlineData(RankerKind.Mlp)]
    public void Load_OtherKind_GivesTorchScriptsScoresUnderItsName(RankerKind kind)
    {
        var shape = RankerDescription.Of(kind);
        var version = With(shape, RankerModule.Create(shape, Workflow(), 0.1, seed: 4));

        using var parts = Open(version);

        Assert.Equal(RankerKinds.NameOf(kind), parts.Ranker.Name);
        AssertScores(parts, version, shape, [.. Enumerable.Range(0, 60)]);
    }

    [Fact]
    public void Load_ModuleOfOtherParameters_ServesThroughLibtorch()
    {
        var module = TorchModule.Create(
            "Foreign", $"def forward(self, {Arguments}) -> Tensor:\n"
                + "    return torch.sigmoid(self.scale * item_dense.select(1, 0) + item_ids.select(1, 0))\n",
            [new TorchParameter("scale", [1], TorchInit.Ones)], seed: 1);
        var version = With(RankerDescription.Standard, module);

        using var parts = Open(version);

        Assert.False(parts.Ranker.Route.IsFused);
        Assert.Contains("libtorch", parts.Ranker.Route.Reason, StringComparison.Ordinal);
        AssertScores(parts, version, RankerDescription.Standard, [3, 1, 2]);
    }

    [Fact]
    public void Load_ParametersOfADlrmAndAnotherFormula_ServesThroughLibtorch()
    {
        using var dlrm = RankerModule.Create(RankerDescription.Standard, Workflow(), 0.1, seed: 4);
        var module = TorchModule.Create(
            "Other", $"def forward(self, {Arguments}) -> Tensor:\n    return torch.sigmoid(item_dense.select(1, 0))\n",
            [.. dlrm.Parameters.Select(p => new TorchParameter(p.Name, [.. p.Shape], TorchInit.Normal, 0.1f))], 1);
        var version = With(RankerDescription.Standard, module);

        using var parts = Open(version);

        Assert.False(parts.Ranker.Route.IsFused);
        Assert.Contains("would differ", parts.Ranker.Route.Reason, StringComparison.Ordinal);
        AssertScores(parts, version, RankerDescription.Standard, [3, 1, 2]);
    }

    [Fact]
    public void Load_DamagedDescription_IsRefused()
    {
        var version = shop.Changed(staged => File.WriteAllText(
            staged.FilePath(ModelArtifacts.RankerDescription), "{\"kind\": \"dcn\"}"));

        Assert.Throws<InvalidDataException>(() => Open(version));
    }

    [Fact]
    public void Of_DifferenceNotANumber_IsNotFused()
    {
        Assert.False(Of(double.NaN, 0.01).IsFused);
        Assert.False(Of(RankerRoute.Allowed, 0.01).IsFused);
        Assert.True(Of(9e-5, 0.01).IsFused);
    }

    [Fact]
    public void Of_ScreeningThatIsFarOffOrNone_DoesNotScreen()
    {
        Assert.True(Of(9e-5, 0.01).CanScreen);
        Assert.False(Of(9e-5, RankerRoute.AllowedScreening).CanScreen);
        Assert.False(Of(9e-5, double.NaN).CanScreen);
        Assert.False(Of(1, 0.01).CanScreen);
    }

    [Fact]
    public void ScoreBest_OfManyCandidates_HasTheBestAsIfAllWereScored()
    {
        using var parts = Open(shop.Version);
        var context = Context(parts);
        int[] rows = [.. Enumerable.Range(0, 160).Select(i => i % parts.Features.Items.Rows)];
        foreach (int reach in (int[])[1, 10, 40])
            foreach (float weight in (float[])[1, 0.4f, 2])
            {
                bool shifted = weight != 1;
                var random = new Random(reach);
                float[] offsets = shifted ? [.. rows.Select(_ => random.NextSingle() - 0.5f)] : [];
                float[] all = new float[rows.Length], screened = new float[rows.Length];
                parts.Ranker.Score(context, rows, new float[rows.Length], all);
                LogOdds.Shift(all, weight, offsets);

                parts.Ranker.ScoreBestShifted(context, rows, weight, offsets, reach, screened);

                var best = Best(all, reach);
                Assert.Equal(best, Best(screened, reach));
                Assert.All(best, at => Assert.Equal(all[at], screened[at], 1e-5f));
                // Only a processor with VNNI screens.
                if (parts.Ranker.Route.CanScreen)
                    Assert.Contains(Enumerable.Range(0, rows.Length), at => all[at] != screened[at]);
            }
    }

    private static int[] Best(float[] scores, int count) =>
        [.. Enumerable.Range(0, scores.Length).OrderByDescending(at => scores[at]).ThenBy(at => at).Take(count)];

    private static RankerRoute Of(double largest, double screening) =>
        RankerRoute.Of(512, new RankerDifference(largest, screening, 10));

    private ModelVersion With(RankerDescription shape, TorchModule module)
    {
        using (module)
            return shop.Changed(staged =>
            {
                module.Save(staged.FilePath(ModelArtifacts.Ranker));
                using var stream = File.Create(staged.FilePath(ModelArtifacts.RankerDescription));
                RankerDescriptionFile.Save(shape, stream);
            });
    }

    private FeatureWorkflow Workflow()
    {
        using var stream = File.OpenRead(shop.Version.FilePath(ModelArtifacts.Workflow));
        return FeatureWorkflowFile.Load(stream);
    }

    private SnapshotParts Open(ModelVersion version) =>
        SnapshotParts.Open(version, shop.Catalogue(), new LiveOptions());

    // The scorer beside the version's own module, run on what the scorer must have gathered.
    private static void AssertScores(SnapshotParts parts, ModelVersion version, RankerDescription shape, int[] rows)
    {
        var context = Context(parts);
        float[] scores = new float[rows.Length], expected = new float[rows.Length];
        parts.Ranker.Score(context, rows, new float[rows.Length], scores);

        var profile = new UserProfile();
        var features = parts.Features;
        profile.Load(
            features.Workflow, features.Items, features.Neighbors, context.User, "", features.TimeOf(context));
        profile.Normalize(features.Workflow.UserDense);
        var user = new float[parts.Tower.Dimension];
        parts.Tower.Encode(profile, user);
        var inputs = new RankerInputs(shape, 1, rows.Length);
        inputs.Gather(features.Workflow, features.Items, profile, features.Vectors, user, rows);
        using var module = TorchModule.Load(version.FilePath(ModelArtifacts.Ranker));
        Assert.Equal(rows.Length, RankerModule.Run(module, RankerModule.ForwardMethod, inputs, expected));
        for (int i = 0; i < rows.Length; i++) Assert.Equal(expected[i], scores[i], (float)RankerRoute.Allowed);
    }

    private static RecommendationContext Context(SnapshotParts parts)
    {
        long now = SyntheticShop.Start + (SyntheticShop.Days * SyntheticShop.Day);
        var user = new UserHistory();
        for (int row = 4; row < 16; row += 3)
            user.Apply(new HistoryEvent(row, now - (row * SyntheticShop.Day), 2, 1, InteractionType.Purchase));
        return new RecommendationContext
        {
            Request = new RecommendationRequest { NowMs = now },
            Snapshot = new PipelineSnapshot("test", new Dictionary<string, PipelineDefinition>()),
            Products = new Recsys.Pipeline.Catalogue.ProductColumns(),
            User = user,
            Country = "",
        };
    }
}
