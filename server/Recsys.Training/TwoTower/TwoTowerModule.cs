using Recsys.Models;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Training.TwoTower;

/// <summary>
/// The two towers as TorchScript source. Both end in a vector of length 1, so that the inner product an index searches
/// by is their cosine. Saved apart: a request needs the user tower alone, the item tower serves products that came
/// after training.
/// </summary>
public static class TwoTowerModule
{
    internal const string LossMethod = "loss";

    private const string LogScale = "log_scale";

    // Inverse temperature that cosines start from; it is learned.
    private const float InitialScale = 12;
    private const int Hidden = 128;
    private const int Small = 16;

    private const string User = """
        def user_vectors(self, dense: Tensor, ids: Tensor, history: Tensor, weights: Tensor) -> Tensor:
            liked = torch.embedding(self.history_embedding, history.reshape(-1), -1, False, True)
            liked = liked.reshape(history.size(0), history.size(1), liked.size(1))
            liked = torch.sum(liked * weights.unsqueeze(2), 1)
            country = torch.embedding(self.country_embedding, ids.select(1, 0))
            category = torch.embedding(self.top_category_embedding, ids.select(1, 1))
            x = torch.cat([liked, country, category, dense], 1)
            x = torch.relu(torch.linear(x, self.user_weight_1, self.user_bias_1))
            x = torch.linear(x, self.user_weight_2, self.user_bias_2) + liked
            return x / torch.sqrt(torch.sum(x * x, 1, True) + 1e-6)

        """;

    private const string Item = """
        def item_vectors(self, dense: Tensor, ids: Tensor, words: Tensor) -> Tensor:
            product = torch.embedding(self.product_embedding, ids.select(1, 0), -1, False, True)
            category = torch.embedding(self.category_embedding, ids.select(1, 1))
            brand = torch.embedding(self.brand_embedding, ids.select(1, 2))
            price = torch.embedding(self.price_embedding, ids.select(1, 3))
            told = torch.embedding(self.word_embedding, words.reshape(-1), -1, False, True)
            told = told.reshape(words.size(0), words.size(1), told.size(1))
            some = torch.gt(words, 0).to(dense.dtype).unsqueeze(2)
            told = torch.sum(told * some, 1) / (torch.sum(some, 1) + 1e-6)
            x = torch.cat([product, category, brand, price, told, dense], 1)
            x = torch.relu(torch.linear(x, self.item_weight_1, self.item_bias_1))
            x = torch.linear(x, self.item_weight_2, self.item_bias_2) + product
            return x / torch.sqrt(torch.sum(x * x, 1, True) + 1e-6)

        """;

    // In-batch softmax; log_popularity takes out that popular products are more often in a batch (Yi et al., 2019).
    // Other products that the same user chose, and the same product chosen by others, are no negatives.
    private const string Loss = """
        def loss(self, user_dense: Tensor, user_ids: Tensor, history: Tensor, weights: Tensor, users: Tensor,
                 item_dense: Tensor, item_ids: Tensor, words: Tensor, items: Tensor, log_popularity: Tensor) -> Tensor:
            u = self.user_vectors(user_dense, user_ids, history, weights)
            v = self.item_vectors(item_dense, item_ids, words)
            logits = torch.matmul(u, v.t()).index_select(0, users) * torch.exp(self.log_scale)
            logits = logits - log_popularity.unsqueeze(0)
            other = torch.ones_like(logits) - torch.eye(logits.size(0), device=logits.device)
            same = torch.eq(users.unsqueeze(1), users.unsqueeze(0)) | torch.eq(items.unsqueeze(1), items.unsqueeze(0))
            logits = logits - same.to(logits.dtype) * other * 1e4
            return -torch.mean(torch.log_softmax(logits, 1).diagonal())

        """;

    private const string UserForward = """
        def forward(self, dense: Tensor, ids: Tensor, history: Tensor, weights: Tensor) -> Tensor:
            return self.user_vectors(dense, ids, history, weights)

        """;

    private const string ItemForward = """
        def forward(self, dense: Tensor, ids: Tensor, words: Tensor) -> Tensor:
            return self.item_vectors(dense, ids, words)

        """;

    /// <summary>A user tower whose values are all 0, to be written.</summary>
    /// <param name="workflow">Sizes of the id spaces.</param>
    /// <param name="dimension">Size of the towers' vectors, 4–512.</param>
    public static TorchModule EmptyUser(FeatureWorkflow workflow, int dimension)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return TorchModule.Create("UserTower", User + UserForward, Empty(UserParameters(workflow, dimension)), seed: 0);
    }

    /// <summary>An item tower whose values are all 0, to be written.</summary>
    /// <inheritdoc cref="EmptyUser"/>
    public static TorchModule EmptyItem(FeatureWorkflow workflow, int dimension)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return TorchModule.Create("ItemTower", Item + ItemForward, Empty(ItemParameters(workflow, dimension)), seed: 0);
    }

    /// <summary>Both towers and their loss, for training.</summary>
    internal static TorchModule Create(FeatureWorkflow workflow, int dimension, ulong seed)
    {
        TorchParameter[] parameters =
        [
            .. UserParameters(workflow, dimension), .. ItemParameters(workflow, dimension),
            new(LogScale, [1], TorchInit.Zeros),
        ];
        var module = TorchModule.Create("TwoTower", User + Item + Loss, parameters, seed);
        module.WriteParameter(LogScale, [MathF.Log(InitialScale)]);
        return module;
    }

    /// <summary>The two towers of a version, joined to go on learning.</summary>
    /// <param name="workflow">Sizes of the id spaces now.</param>
    /// <param name="dimension">Size of the towers' vectors.</param>
    /// <param name="logScale">The loss's inverse temperature, as its logarithm.</param>
    /// <param name="seed">Seed of values that nothing replaces.</param>
    internal static TorchModule Create(FeatureWorkflow workflow, int dimension, float logScale, ulong seed)
    {
        var module = Create(workflow, dimension, seed);
        module.WriteParameter(LogScale, [logScale]);
        return module;
    }

    /// <summary>The inverse temperature of a trained module, as its logarithm.</summary>
    internal static float LogScaleOf(TorchModule trained)
    {
        Span<float> value = stackalloc float[1];
        trained.ReadParameter(LogScale, value);
        return value[0];
    }

    /// <summary>The user tower with a trained module's weights.</summary>
    internal static TorchModule ExtractUser(TorchModule trained, FeatureWorkflow workflow, int dimension) =>
        Extract(trained, EmptyUser(workflow, dimension));

    /// <summary>The item tower with a trained module's weights.</summary>
    internal static TorchModule ExtractItem(TorchModule trained, FeatureWorkflow workflow, int dimension) =>
        Extract(trained, EmptyItem(workflow, dimension));

    private static TorchModule Extract(TorchModule trained, TorchModule module)
    {
        foreach (var parameter in module.Parameters)
        {
            var values = new float[parameter.Elements];
            trained.ReadParameter(parameter.Name, values);
            module.WriteParameter(parameter.Name, values);
        }
        return module;
    }

    private static TorchParameter[] Empty(TorchParameter[] parameters) =>
        [.. parameters.Select(parameter => parameter with { Init = TorchInit.Zeros })];

    private static TorchParameter[] UserParameters(FeatureWorkflow workflow, int dimension)
    {
        int[] sizes = workflow.UserCategoricalSizes;
        int width = dimension + (2 * Small) + FeatureSchema.UserDense.Count;
        return
        [
            Embedding("history_embedding", workflow.KnownProducts + 1, dimension, sparse: true),
            Embedding("country_embedding", sizes[0], Small),
            Embedding("top_category_embedding", sizes[1], Small),
            .. Linear("user", 1, width, Hidden),
            .. Linear("user", 2, Hidden, dimension),
        ];
    }

    private static TorchParameter[] ItemParameters(FeatureWorkflow workflow, int dimension)
    {
        int[] sizes = workflow.ItemCategoricalSizes;
        int width = dimension + (3 * Small) + (2 * Small) + ItemTowerInputs.DenseColumns;
        return
        [
            Embedding("product_embedding", sizes[0], dimension, sparse: true),
            Embedding("category_embedding", sizes[1], Small),
            Embedding("brand_embedding", sizes[2], Small),
            Embedding("price_embedding", sizes[3], Small),
            Embedding("word_embedding", FeatureWorkflow.WordBuckets, 2 * Small, sparse: true),
            .. Linear("item", 1, width, Hidden),
            .. Linear("item", 2, Hidden, dimension),
        ];
    }

    private static TorchParameter Embedding(string name, int rows, int width, bool sparse = false) =>
        new(name, [rows, width], TorchInit.Normal, 0.05f, sparse);

    private static TorchParameter[] Linear(string name, int layer, int from, int to) =>
    [
        new($"{name}_weight_{layer}", [to, from], TorchInit.XavierUniform),
        new($"{name}_bias_{layer}", [to], TorchInit.Zeros),
    ];
}
