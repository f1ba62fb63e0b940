using System.Text;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Ranking;

/// <summary>The TorchScript text of a DLRM; <see cref="DlrmModule"/> says what it computes.</summary>
internal static class DlrmSource
{
    private const string Arguments =
        "user_dense: Tensor, user_ids: Tensor, users: Tensor, item_dense: Tensor, item_ids: Tensor,\n"
        + "         cross: Tensor";

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
        Results(text);
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
        string[] vectors = [.. bottom ? (string[])["x"] : [], .. ids.Select(Embedding)];
        text.Append($"    return torch.stack([{string.Join(", ", vectors)}], 1)\n\n");
    }

    private static string Embedding(string feature, int column)
    {
        string table = RankerTables.Of(feature);
        // Of a table of millions of rows a batch has gradients for hundreds.
        string sparse = table == RankerTables.Product ? ", -1, False, True" : "";
        return $"torch.embedding(self.{table}, ids.select(1, {column}){sparse})";
    }

    private static void Logits(StringBuilder text, RankerDescription shape, bool item)
    {
        text.Append($"def logits(self, {Arguments}) -> Tensor:\n");
        text.Append("    u = self.user_vectors(user_dense, user_ids)\n");
        text.Append("    v = self.item_vectors(item_dense, item_ids, cross)\n");
        text.Append("    told = torch.linear(u.reshape(u.size(0), -1), self.top_user_weight, self.top_bias_1)\n");
        text.Append(Interact);
        text.Append("    x = told.index_select(0, users) + torch.linear(pairs, self.top_pair_weight)\n");
        if (item) text.Append("    x = x + torch.linear(v.select(1, 0), self.top_item_weight)\n");
        text.Append("    x = torch.relu(x)\n");
        for (int layer = 2; layer <= shape.TopHidden.Count; layer++)
            text.Append($"    x = torch.relu(torch.linear(x, self.top_weight_{layer}, self.top_bias_{layer}))\n");
        int last = shape.TopHidden.Count + 1;
        text.Append($"    x = torch.linear(x, self.top_weight_{last}, self.top_bias_{last})\n");
        text.Append("    return x.squeeze(1)\n\n");
    }

    private static void Results(StringBuilder text)
    {
        const string Pass = "user_dense, user_ids, users, item_dense, item_ids, cross";
        text.Append($"def forward(self, {Arguments}) -> Tensor:\n");
        text.Append($"    return torch.sigmoid(self.logits({Pass}))\n\n");
        text.Append($"def loss(self, {Arguments}, labels: Tensor, offsets: Tensor) -> Tensor:\n");
        text.Append($"    x = self.logits({Pass}) + offsets\n");
        text.Append("    return torch.mean(torch.relu(x) - x * labels + torch.log1p(torch.exp(-torch.abs(x))))\n");
    }
}
