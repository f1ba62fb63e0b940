using Recsys.Models;
using Recsys.Pipeline.Features;

namespace Recsys.Training.Ranking;

/// <summary>
/// The ranker as TorchScript source: DLRM (Naumov et al., 2019). A bottom MLP per side turns numbers into a vector, ids
/// become embeddings of the same size d, all pairs of vectors interact by inner product, a top MLP ends in one logit.
/// </summary>
/// <remarks>
/// What belongs to the user alone (<c>user_*</c>: bottom MLP, embeddings, and the columns of <c>top_user_weight</c>) is
/// computed once per user and only then spread over the candidates, so that a kernel of its own can do the same: the
/// first top layer is <c>top_user_weight · user vectors + top_item_weight · item vector + top_pair_weight · inner
/// products + top_bias_1</c>. Vectors are in the order of <c>user_vectors</c> (bottom, country, top category), then
/// <c>item_vectors</c> (bottom, product, category, brand, price bucket); inner products are those of the pairs (i, j),
/// i &lt; j, for j = 1, 2, … and i = 0 … j − 1.
/// </remarks>
internal static class DlrmModule
{
    public const string ForwardMethod = "forward";
    public const string LogitsMethod = "logits";
    public const string LossMethod = "loss";

    private const int Width = 32;
    private const int UserVectors = 3;
    private const int ItemVectors = 5;
    private const int Vectors = UserVectors + ItemVectors;
    private const int Pairs = Vectors * (Vectors - 1) / 2;
    private const int UserHidden = 64;
    private const int ItemHidden = 128;
    private const int TopHidden = 128;
    private const int TopSecond = 64;

    // Inner products by slices: gathering both sides of all pairs into two tensors takes sixteen times as long, most of
    // it for memory that has to come from the system anew in every call.
    private const string Source = """
        def user_vectors(self, dense: Tensor, ids: Tensor) -> Tensor:
            x = torch.relu(torch.linear(dense, self.user_weight_1, self.user_bias_1))
            x = torch.linear(x, self.user_weight_2, self.user_bias_2)
            country = torch.embedding(self.user_country_embedding, ids.select(1, 0))
            category = torch.embedding(self.user_category_embedding, ids.select(1, 1))
            return torch.stack([x, country, category], 1)

        def item_vectors(self, dense: Tensor, ids: Tensor, cross: Tensor) -> Tensor:
            x = torch.cat([dense, cross], 1)
            x = torch.relu(torch.linear(x, self.item_weight_1, self.item_bias_1))
            x = torch.linear(x, self.item_weight_2, self.item_bias_2)
            product = torch.embedding(self.product_embedding, ids.select(1, 0), -1, False, True)
            category = torch.embedding(self.category_embedding, ids.select(1, 1))
            brand = torch.embedding(self.brand_embedding, ids.select(1, 2))
            price = torch.embedding(self.price_embedding, ids.select(1, 3))
            return torch.stack([x, product, category, brand, price], 1)

        def logits(self, user_dense: Tensor, user_ids: Tensor, users: Tensor, item_dense: Tensor, item_ids: Tensor,
                   cross: Tensor) -> Tensor:
            u = self.user_vectors(user_dense, user_ids)
            v = self.item_vectors(item_dense, item_ids, cross)
            told = torch.linear(u.reshape(u.size(0), -1), self.top_user_weight, self.top_bias_1)
            z = torch.cat([u.index_select(0, users), v], 1)
            products = []
            for i in range(1, z.size(1)):
                products.append(torch.sum(z.narrow(1, 0, i) * z.narrow(1, i, 1), 2))
            pairs = torch.cat(products, 1)
            x = told.index_select(0, users) + torch.linear(v.select(1, 0), self.top_item_weight)
            x = torch.relu(x + torch.linear(pairs, self.top_pair_weight))
            x = torch.relu(torch.linear(x, self.top_weight_2, self.top_bias_2))
            x = torch.linear(x, self.top_weight_3, self.top_bias_3)
            return x.squeeze(1)

        def forward(self, user_dense: Tensor, user_ids: Tensor, users: Tensor, item_dense: Tensor, item_ids: Tensor,
                    cross: Tensor) -> Tensor:
            return torch.sigmoid(self.logits(user_dense, user_ids, users, item_dense, item_ids, cross))

        def loss(self, user_dense: Tensor, user_ids: Tensor, users: Tensor, item_dense: Tensor, item_ids: Tensor,
                 cross: Tensor, labels: Tensor, offsets: Tensor) -> Tensor:
            x = self.logits(user_dense, user_ids, users, item_dense, item_ids, cross) + offsets
            return torch.mean(torch.relu(x) - x * labels + torch.log1p(torch.exp(-torch.abs(x))))

        """;

    public static TorchModule Create(FeatureWorkflow workflow, double positiveRate, ulong seed)
    {
        int[] users = workflow.UserCategoricalSizes, items = workflow.ItemCategoricalSizes;
        TorchParameter[] parameters =
        [
            .. Linear("user", 1, FeatureSchema.UserDense.Count, UserHidden),
            .. Linear("user", 2, UserHidden, Width),
            Embedding("user_country_embedding", users[0]),
            Embedding("user_category_embedding", users[1]),
            .. Linear("item", 1, FeatureSchema.ItemDense.Count + FeatureSchema.Cross.Count, ItemHidden),
            .. Linear("item", 2, ItemHidden, Width),
            Embedding("product_embedding", items[0]) with { Sparse = true },
            Embedding("category_embedding", items[1]),
            Embedding("brand_embedding", items[2]),
            Embedding("price_embedding", items[3]),
            new("top_user_weight", [TopHidden, UserVectors * Width], TorchInit.XavierUniform),
            new("top_item_weight", [TopHidden, Width], TorchInit.XavierUniform),
            new("top_pair_weight", [TopHidden, Pairs], TorchInit.XavierUniform),
            new("top_bias_1", [TopHidden], TorchInit.Zeros),
            .. Linear("top", 2, TopHidden, TopSecond),
            .. Linear("top", 3, TopSecond, 1),
        ];
        var module = TorchModule.Create("Dlrm", Source, parameters, seed);
        // Starting from the real share of positives, the first steps need not spend themselves on finding it.
        module.WriteParameter("top_bias_3", [(float)Math.Log(positiveRate / (1 - positiveRate))]);
        return module;
    }

    private static TorchParameter Embedding(string name, int rows) => new(name, [rows, Width], TorchInit.Normal, 0.03f);

    private static TorchParameter[] Linear(string name, int layer, int from, int to) =>
    [
        new($"{name}_weight_{layer}", [to, from], TorchInit.XavierUniform),
        new($"{name}_bias_{layer}", [to], TorchInit.Zeros),
    ];
}
