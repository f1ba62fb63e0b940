using System.Text;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Ranking;

/// <summary>
/// The TorchScript text of a DLRM (Naumov et al., 2019): a bottom MLP per side turns numbers into a vector, ids become
/// embeddings of the same size d, all pairs of vectors interact by inner product, a top MLP ends in one logit.
/// </summary>
/// <remarks>
/// The first top layer is <c>top_user_weight · user vectors + top_item_weight · the product's bottom vector +
/// top_pair_weight · inner products + top_bias_1</c>. Vectors are in the order of <see cref="RankerDescription"/>, the
/// user's first; inner products are those of the pairs (i, j), i &lt; j, for j = 1, 2, … and i = 0 … j − 1. A side
/// without numbers has no bottom MLP and no bottom vector.
/// </remarks>
internal static class DlrmSource
{
    // Inner products by slices: gathering both sides of all pairs into two tensors takes sixteen times as long, most of
    // it for memory that has to come from the system anew in every call.
    private const string Interact = """
            z = torch.cat([u.index_select(0, users), v], 1)
            products = []
            for i in range(1, z.size(1)):
                products.append(torch.sum(z.narrow(1, 0, i) * z.narrow(1, i, 1), 2))
            pairs = torch.cat(products, 1)

        """;

    public static string Write(RankerDescription shape)
    {
        bool item = shape.ItemDense.Count + shape.Cross.Count > 0;
        var text = new StringBuilder();
        text.Append("def user_vectors(self, dense: Tensor, ids: Tensor) -> Tensor:\n");
        if (shape.UserDense.Count > 0) Mlp(text, "user", "dense", shape.UserHidden.Count + 1);
        Stack(text, shape.UserDense.Count > 0, shape.UserCategorical);

        text.Append("def item_vectors(self, dense: Tensor, ids: Tensor, cross: Tensor) -> Tensor:\n");
        if (item)
        {
            text.Append("    x = torch.cat([dense, cross], 1)\n");
            Mlp(text, "item", "x", shape.ItemHidden.Count + 1);
        }
        Stack(text, item, shape.ItemCategorical);
        Logits(text, shape, item);
        RankerText.Results(text, shape);
        return text.ToString();
    }

    private static void Mlp(StringBuilder text, string name, string input, int layers)
    {
        for (int layer = 1; layer <= layers; layer++)
        {
            string linear = $"torch.linear({(layer == 1 ? input : "x")}, self.{name}_weight_{layer}, "
                + $"self.{name}_bias_{layer})";
            text.Append("    x = ").Append(layer < layers ? $"torch.relu({linear})" : linear).Append('\n');
        }
    }

    private static void Stack(StringBuilder text, bool bottom, IReadOnlyList<string> ids)
    {
        string[] vectors =
            [.. bottom ? (string[])["x"] : [], .. ids.Select((id, column) => RankerText.Embedding(id, column))];
        text.Append($"    return torch.stack([{string.Join(", ", vectors)}], 1)\n\n");
    }

    private static void Logits(StringBuilder text, RankerDescription shape, bool item)
    {
        RankerText.BeginOutputs(text);
        text.Append("    u = self.user_vectors(user_dense, user_ids)\n");
        text.Append("    v = self.item_vectors(item_dense, item_ids, cross)\n");
        text.Append("    told = torch.linear(u.reshape(u.size(0), -1), self.top_user_weight, self.top_bias_1)\n");
        text.Append(Interact);
        text.Append("    x = told.index_select(0, users) + torch.linear(pairs, self.top_pair_weight)\n");
        if (item) text.Append("    x = x + torch.linear(v.select(1, 0), self.top_item_weight)\n");
        RankerText.Top(text, shape);
        RankerText.Last(text, shape);
        text.Append("    return x\n\n");
    }
}
