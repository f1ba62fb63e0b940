using Recsys.Models.Fused;

namespace Recsys.Models.Tests.Fused;

/// <summary>The fused tower against its module's own forward, over shapes and instruction paths.</summary>
public sealed class FusedUserTowerTests
{
    private const int Dense = 12;

    private const string Source = """
        def forward(self, dense: Tensor, ids: Tensor, history: Tensor, weights: Tensor) -> Tensor:
            liked = torch.embedding(self.history_embedding, history.reshape(-1))
            liked = liked.reshape(history.size(0), history.size(1), liked.size(1))
            liked = torch.sum(liked * weights.unsqueeze(2), 1)
            country = torch.embedding(self.country_embedding, ids.select(1, 0))
            category = torch.embedding(self.top_category_embedding, ids.select(1, 1))
            x = torch.cat([liked, country, category, dense], 1)
            x = torch.relu(torch.linear(x, self.user_weight_1, self.user_bias_1))
            x = torch.linear(x, self.user_weight_2, self.user_bias_2) + liked
            return x / torch.sqrt(torch.sum(x * x, 1, True) + 1e-6)

        """;

    [Theory]
    [InlineData(64, 16, 128, 5_000)]
    [InlineData(16, 16, 128, 40_000)]
    [InlineData(12, 3, 20, 17)]
    [InlineData(128, 8, 256, 100)]
    [InlineData(1, 1, 1, 2)]
    public void Encode_EveryPath_IsWhatTorchScriptGives(int dimension, int small, int hidden, int products)
    {
        using var module = Module(dimension, small, hidden, products);
        using var tower = FusedUserTower.TryRead(module, out string refusal);
        Assert.Equal("", refusal);
        Assert.Equal((dimension, products, Dense, 4, 9), (tower!.Dimension, tower.Products, tower.DenseColumns,
            tower.Countries, tower.Categories));
        var random = new Random(dimension);
        for (int events = 0; events <= 32; events += 4)
        {
            var user = User.Random(random, events, products);
            var expected = new float[dimension];
            module.Forward("forward", user.Tensors, expected);
            foreach (var width in Enum.GetValues<VectorWidth>())
            {
                var actual = new float[dimension];
                tower.Width = width;
                tower.Encode(user.Dense, user.Ids, user.History, user.Weights, actual);
                for (int i = 0; i < dimension; i++) Assert.Equal(expected[i], actual[i], 1e-4f);
            }
        }
    }

    [Fact]
    public void Encode_ManyTimes_AllocatesNothing()
    {
        using var module = Module(64, 16, 128, 100);
        using var tower = FusedUserTower.TryRead(module, out _);
        var user = User.Random(new Random(1), 32, 100);
        var vector = new float[64];
        tower!.Encode(user.Dense, user.Ids, user.History, user.Weights, vector);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) tower.Encode(user.Dense, user.Ids, user.History, user.Weights, vector);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Encode_WrongInputs_AreRefused()
    {
        using var module = Module(8, 4, 16, 10);
        using var tower = FusedUserTower.TryRead(module, out _)!;
        var user = User.Random(new Random(2), 32, 10);
        var vector = new float[8];
        Assert.Throws<ArgumentException>(
            () => tower.Encode(user.Dense[1..], user.Ids, user.History, user.Weights, vector));
        Assert.Throws<ArgumentException>(
            () => tower.Encode(user.Dense, user.Ids, user.History, user.Weights[1..], vector));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => tower.Encode(user.Dense, [4, 0], user.History, user.Weights, vector));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => tower.Encode(user.Dense, user.Ids, [10, .. user.History[1..]], user.Weights, vector));
    }

    [Fact]
    public void TryRead_OtherModules_AreRefusedWithAReason()
    {
        AssertRefused("top_category_embedding", parameters => parameters.RemoveAt(2));
        AssertRefused("8 parameters", parameters => parameters.Add(new("more", [1], TorchInit.Ones)));
        AssertRefused("layers", parameters => parameters[3] = parameters[3] with { Shape = [16, 15] });
        AssertRefused("layers", parameters => parameters[6] = parameters[6] with { Shape = [9] });
        AssertRefused("wider", parameters => parameters[3] = parameters[3] with { Shape = [2_000, 28] });
    }

    private static void AssertRefused(string reason, Action<List<TorchParameter>> change)
    {
        var parameters = Parameters(8, 4, 16, 10);
        change(parameters);
        using var module = TorchModule.Create(
            "Other", "def forward(self, x: Tensor) -> Tensor:\n    return x\n", parameters, seed: 1);

        Assert.Null(FusedUserTower.TryRead(module, out string refusal));

        Assert.Contains(reason, refusal);
    }

    private static TorchModule Module(int dimension, int small, int hidden, int products) =>
        TorchModule.Create("UserTower", Source, Parameters(dimension, small, hidden, products), seed: 5);

    private static List<TorchParameter> Parameters(int dimension, int small, int hidden, int products) =>
    [
        new("history_embedding", [products, dimension], TorchInit.Normal, 0.3f),
        new("country_embedding", [4, small], TorchInit.Normal, 0.3f),
        new("top_category_embedding", [9, small], TorchInit.Normal, 0.3f),
        new("user_weight_1", [hidden, dimension + (2 * small) + Dense], TorchInit.XavierUniform),
        new("user_bias_1", [hidden], TorchInit.Uniform, 0.2f),
        new("user_weight_2", [dimension, hidden], TorchInit.XavierUniform),
        new("user_bias_2", [dimension], TorchInit.Uniform, 0.2f),
    ];

    private sealed record User(float[] Dense, int[] Ids, int[] History, float[] Weights)
    {
        public TorchInput[] Tensors =>
        [
            TorchInput.FromFloats(Dense, 1, Dense.Length), TorchInput.FromInt64(Wide(Ids), 1, Ids.Length),
            TorchInput.FromInt64(Wide(History), 1, History.Length), TorchInput.FromFloats(Weights, 1, Weights.Length),
        ];

        public static User Random(Random random, int events, int products)
        {
            var (history, weights) = (new int[32], new float[32]);
            for (int i = 0; i < events; i++)
                (history[i], weights[i]) = (random.Next(products), (0.1f + random.NextSingle()) / events);
            float[] dense = [.. Enumerable.Range(0, FusedUserTowerTests.Dense).Select(_ => random.NextSingle() - 0.5f)];
            return new User(dense, [random.Next(4), random.Next(9)], history, weights);
        }

        private static long[] Wide(int[] values) => Array.ConvertAll(values, value => (long)value);
    }
}
