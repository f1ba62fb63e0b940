using System.Text;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Ranking;

/// <summary>
/// The TorchScript text of the rankers whose input is one row x₀ = [u, v]: u the user's numbers and embeddings, v the
/// product's numbers, the cross features and the product's embeddings.
/// </summary>
/// <remarks>
/// <para>MLP: rectified layers over x₀, then one logit. Its first layer is <c>top_user_weight · u + top_item_weight · v
/// + top_bias_1</c>, so that the user's part is computed once per user.</para>
/// <para>Wide and deep: the same, plus <c>wide_user_weight · user numbers + wide_item_weight · (product numbers, cross
/// features)</c> plus one number per id (<c>wide_*_embedding</c>).</para>
/// <para>NCF: the last layer reads the MLP's last hidden layer and (gmf_user_weight · u + gmf_user_bias) ⊙
/// (gmf_item_weight · v + gmf_item_bias): where the paper has an embedding per user, here are linear maps of what is
/// known, so that new users have one as well.</para>
/// <para>DCN-v2: xₗ₊₁ = x₀ ⊙ (Wₗ xₗ + bₗ) + xₗ, with Wₗ = <c>cross_weight_l</c> or, of low rank, <c>cross_out_l ·
/// cross_in_l</c>. Side by side the last layer reads the MLP's last hidden layer, then the last x; stacked, the MLP
/// reads the last x (<c>top_weight_1</c>).</para>
/// </remarks>
internal static class FlatSource
{
    public static string Write(RankerDescription shape)
    {
        var text = new StringBuilder();
        text.Append("def user_inputs(self, dense: Tensor, ids: Tensor) -> Tensor:\n");
        Inputs(text, "dense", shape.UserCategorical);
        text.Append("def item_inputs(self, dense: Tensor, ids: Tensor, cross: Tensor) -> Tensor:\n");
        Inputs(text, "dense, cross", shape.ItemCategorical);
        RankerText.BeginOutputs(text);
        text.Append("    u = self.user_inputs(user_dense, user_ids)\n");
        text.Append("    v = self.item_inputs(item_dense, item_ids, cross)\n");
        if (shape.Kind == RankerKind.DcnV2) Cross(text, shape);
        Deep(text, shape);
        if (shape.Kind == RankerKind.Ncf) Product(text);
        RankerText.Last(text, shape);
        if (shape.Kind == RankerKind.WideDeep) Wide(text, shape);
        text.Append("    return x\n\n");
        RankerText.Results(text, shape);
        return text.ToString();
    }

    private static void Inputs(StringBuilder text, string numbers, IReadOnlyList<string> ids)
    {
        string[] parts = [numbers, .. ids.Select((id, column) => RankerText.Embedding(id, column))];
        text.Append($"    return torch.cat([{string.Join(", ", parts)}], 1)\n\n");
    }

    private static void Deep(StringBuilder text, RankerDescription shape)
    {
        if (shape.IsStacked)
        {
            text.Append("    x = torch.linear(c, self.top_weight_1, self.top_bias_1)\n");
        }
        else
        {
            text.Append("    x = torch.linear(u, self.top_user_weight, self.top_bias_1).index_select(0, users)\n");
            text.Append("    x = x + torch.linear(v, self.top_item_weight)\n");
        }
        RankerText.Top(text, shape);
        if (shape.Kind == RankerKind.DcnV2 && !shape.IsStacked) text.Append("    x = torch.cat([x, c], 1)\n");
    }

    private static void Cross(StringBuilder text, RankerDescription shape)
    {
        text.Append("    x0 = torch.cat([u.index_select(0, users), v], 1)\n    c = x0\n");
        for (int layer = 1; layer <= shape.CrossLayers; layer++)
        {
            string map = shape.CrossRank == 0
                ? $"torch.linear(c, self.cross_weight_{layer}, self.cross_bias_{layer})"
                : $"torch.linear(torch.linear(c, self.cross_in_{layer}), self.cross_out_{layer}, "
                    + $"self.cross_bias_{layer})";
            text.Append($"    c = x0 * {map} + c\n");
        }
    }

    private static void Product(StringBuilder text)
    {
        text.Append("    p = torch.linear(u, self.gmf_user_weight, self.gmf_user_bias).index_select(0, users)\n");
        text.Append("    x = torch.cat([x, p * torch.linear(v, self.gmf_item_weight, self.gmf_item_bias)], 1)\n");
    }

    private static void Wide(StringBuilder text, RankerDescription shape)
    {
        string[] user =
        [
            .. shape.UserDense.Count > 0 ? (string[])["torch.linear(user_dense, self.wide_user_weight)"] : [],
            .. Ids(shape.UserCategorical, "user_ids"),
        ];
        string[] item =
        [
            .. shape.ItemDense.Count + shape.Cross.Count > 0
                ? (string[])["torch.linear(torch.cat([item_dense, cross], 1), self.wide_item_weight)"]
                : [],
            .. Ids(shape.ItemCategorical, "item_ids"),
        ];
        text.Append($"    w = {user[0]}\n");
        foreach (string part in user.Skip(1)) text.Append($"    w = w + {part}\n");
        text.Append("    x = x + w.index_select(0, users)\n");
        foreach (string part in item) text.Append($"    x = x + {part}\n");
    }

    private static IEnumerable<string> Ids(IReadOnlyList<string> features, string ids) =>
        features.Select((feature, column) => RankerText.Embedding(feature, column, FlatParameters.Wide)
            .Replace("ids.select", ids + ".select", StringComparison.Ordinal));
}
