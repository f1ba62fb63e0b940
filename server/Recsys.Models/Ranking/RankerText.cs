using System.Text;
using Recsys.Pipeline.Features;
using static System.FormattableString;

namespace Recsys.Models.Ranking;

/// <summary>What the TorchScript texts of all kinds of rankers share; <see cref="RankerModule"/> says what a method
/// takes and gives.</summary>
internal static class RankerText
{
    private const string Arguments =
        "user_dense: Tensor, user_ids: Tensor, users: Tensor, item_dense: Tensor, item_ids: Tensor,\n"
        + "         cross: Tensor";

    private const string Pass = "user_dense, user_ids, users, item_dense, item_ids, cross";

    private const string OneLoss =
        "    return torch.mean(torch.relu(x) - x * labels + torch.log1p(torch.exp(-torch.abs(x))))\n";

    /// <summary>Begins the method that the others call: [n, heads].</summary>
    public static void BeginOutputs(StringBuilder text) =>
        text.Append($"def outputs(self, {Arguments}) -> Tensor:\n");

    /// <summary>The top MLP behind its first layer: from <c>x [n, width]</c>, not rectified, to <c>x</c> of the last
    /// hidden layer, rectified.</summary>
    public static void Top(StringBuilder text, RankerDescription shape)
    {
        text.Append("    x = torch.relu(x)\n");
        for (int layer = 2; layer <= shape.TopHidden.Count; layer++)
            text.Append($"    x = torch.relu(torch.linear(x, self.top_weight_{layer}, self.top_bias_{layer}))\n");
    }

    /// <summary>The last layer, to one output per head.</summary>
    public static void Last(StringBuilder text, RankerDescription shape)
    {
        int last = shape.TopHidden.Count + 1;
        text.Append($"    x = torch.linear(x, self.top_weight_{last}, self.top_bias_{last})\n");
    }

    /// <summary>An expression for the embeddings of a feature's ids.</summary>
    /// <param name="feature">Its name.</param>
    /// <param name="column">Its column among the ids.</param>
    /// <param name="prefix">Before the table's name.</param>
    public static string Embedding(string feature, int column, string prefix = "")
    {
        string table = RankerTables.Of(feature);
        // Of a table of millions of rows a batch has gradients for hundreds.
        string sparse = table == RankerTables.Product ? ", -1, False, True" : "";
        return $"torch.embedding(self.{prefix}{table}, ids.select(1, {column}){sparse})";
    }

    /// <summary>The methods that are made of the outputs.</summary>
    public static void Results(StringBuilder text, RankerDescription shape)
    {
        text.Append($"def logits(self, {Arguments}) -> Tensor:\n    x = self.outputs({Pass})\n");
        if (shape.Heads is { } heads)
        {
            var parts = heads.Select((head, i) => Invariant($"x.select(1, {i}) * {head.Share:0.0########}"));
            text.Append($"    return {string.Join(" + ", parts)}\n\n");
        }
        else
        {
            text.Append("    return x.squeeze(1)\n\n");
        }
        text.Append($"def forward(self, {Arguments}) -> Tensor:\n");
        text.Append($"    return torch.sigmoid(self.logits({Pass}))\n\n");
        text.Append($"def loss(self, {Arguments}, labels: Tensor, offsets: Tensor) -> Tensor:\n");
        if (shape.Heads is null) text.Append($"    x = self.logits({Pass}) + offsets\n").Append(OneLoss);
        else Losses(text, shape.Heads);
    }

    // A label below 0 says that the example tells a head nothing.
    private static void Losses(StringBuilder text, IReadOnlyList<RankerHead> heads)
    {
        text.Append($"    x = self.outputs({Pass}) + offsets\n");
        text.Append("    each = torch.relu(x) - x * labels + torch.log1p(torch.exp(-torch.abs(x)))\n");
        text.Append("    sums = torch.sum(each * torch.ge(labels, 0).to(x.dtype), 0) / x.size(0)\n");
        var parts = heads.Select((head, i) => Invariant($"sums.select(0, {i}) * {head.LossWeight:0.0########}"));
        text.Append($"    return {string.Join(" + ", parts)}\n");
    }
}
