using Recsys.Models;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Training.Tests.Serving;

/// <summary>Which of the two computes users' vectors, and that they are the same whichever does.</summary>
public sealed class UserTowerTests(PublishedShop shop) : IClassFixture<PublishedShop>
{
    private static int Dimension => SyntheticShop.Options.TowerDimension;

    [Fact]
    public void Load_TrainedTower_ServesFromItsWeightsWhatTorchScriptGives()
    {
        using var tower = UserTower.Load(shop.Version, Dimension);
        using var module = TorchModule.Load(shop.Version.FilePath(ModelArtifacts.UserTower));
        var profile = Profile();
        var inputs = new UserTowerInputs(1);
        inputs.Add(profile.Dense, profile.Categorical, profile.TowerIds, profile.TowerWeights);
        var (expected, actual) = (new float[Dimension], new float[Dimension]);

        module.Forward("forward", [inputs.Dense, inputs.Ids, inputs.History, inputs.Weights], expected);
        tower.Encode(profile, actual);

        Assert.True(tower.IsFused);
        Assert.StartsWith("fused (parity ", tower.ServedBy);
        for (int i = 0; i < Dimension; i++) Assert.Equal(expected[i], actual[i], UserTower.ParityLimit);
    }

    [Fact]
    public void Of_SameWeightsComputedOtherwise_ServesThroughTorchScript()
    {
        using var tower = UserTower.Of(Remade("torch.tanh(torch.linear"), Dimension);
        var vector = new float[Dimension];
        tower.Encode(Profile(), vector);

        Assert.False(tower.IsFused);
        Assert.StartsWith("TorchScript: parity ", tower.ServedBy);
        Assert.Equal(1, vector.Sum(value => value * value), 1e-3f);
    }

    [Fact]
    public void Of_ModuleOfItsOwn_ServesThroughTorchScript()
    {
        var module = TorchModule.Create(
            "Own", $"""
            def forward(self, dense: Tensor, ids: Tensor, history: Tensor, weights: Tensor) -> Tensor:
                return torch.linear(dense, self.weight)

            """,
            [new("weight", [Dimension, FeatureSchema.UserDense.Count], TorchInit.Ones)], seed: 1);
        var profile = Profile();
        var vector = new float[Dimension];

        using var tower = UserTower.Of(module, Dimension);
        tower.Encode(profile, vector);

        Assert.Equal("TorchScript: it has no table history_embedding", tower.ServedBy);
        Assert.All(vector, value => Assert.Equal(profile.Dense.ToArray().Sum(), value, 1e-4f));
    }

    [Fact]
    public void Of_VectorsOfAnotherSize_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => UserTower.Of(Remade("torch.relu(torch.linear"), Dimension + 1));

    // The trained tower's weights behind a source of its own.
    private TorchModule Remade(string activation)
    {
        using var trained = TorchModule.Load(shop.Version.FilePath(ModelArtifacts.UserTower));
        var parameters = trained.Parameters
            .Select(parameter => new TorchParameter(parameter.Name, [.. parameter.Shape], TorchInit.Zeros)).ToArray();
        var module = TorchModule.Create(
            "Remade", $"""
            def forward(self, dense: Tensor, ids: Tensor, history: Tensor, weights: Tensor) -> Tensor:
                liked = torch.embedding(self.history_embedding, history.reshape(-1))
                liked = liked.reshape(history.size(0), history.size(1), liked.size(1))
                liked = torch.sum(liked * weights.unsqueeze(2), 1)
                country = torch.embedding(self.country_embedding, ids.select(1, 0))
                category = torch.embedding(self.top_category_embedding, ids.select(1, 1))
                x = torch.cat([liked, country, category, dense], 1)
                x = {activation}(x, self.user_weight_1, self.user_bias_1))
                x = torch.linear(x, self.user_weight_2, self.user_bias_2) + liked
                return x / torch.sqrt(torch.sum(x * x, 1, True) + 1e-6)

            """,
            parameters, seed: 1);
        foreach (var parameter in trained.Parameters)
        {
            var values = new float[parameter.Elements];
            trained.ReadParameter(parameter.Name, values);
            module.WriteParameter(parameter.Name, values);
        }
        return module;
    }

    private UserProfile Profile()
    {
        FeatureWorkflow workflow;
        using (var stream = File.OpenRead(shop.Version.FilePath(ModelArtifacts.Workflow)))
            workflow = FeatureWorkflowFile.Load(stream);
        int[] models = [.. Enumerable.Range(0, shop.Table.ItemCount)];
        var items = ItemColumns.Build(
            workflow, ItemContent.Build(workflow, shop.Table.Products, models), new ItemStatistics(models.Length));
        var history = new UserHistory();
        for (int i = 0; i < 20; i++)
            history.Apply(new HistoryEvent(
                i % 15, SyntheticShop.Start + (i * SyntheticShop.Day), 2 + i, 1, InteractionType.Purchase), "France");
        var profile = new UserProfile();
        profile.Load(
            workflow, items, Pipeline.Retrieval.ItemNeighbors.None, history, "",
            SyntheticShop.Start + (30 * SyntheticShop.Day));
        profile.Normalize(workflow.UserDense);
        return profile;
    }
}
