using Recsys.Pipeline.Features;
using static Recsys.Models.Ranking.RankerParameters;

namespace Recsys.Models.Ranking;

/// <summary>The parameters of a DLRM, by name and shape; <see cref="DlrmSource"/> says what they are for.</summary>
internal static class DlrmParameters
{
    /// <summary>Parameters in order.</summary>
    /// <param name="shape">The ranker's shape.</param>
    /// <param name="rows">Rows of a table, by its name.</param>
    public static List<TorchParameter> Of(RankerDescription shape, Func<string, int> rows)
    {
        int d = shape.Dimension, first = shape.TopHidden[0];
        int userNumbers = shape.UserDense.Count, itemNumbers = shape.ItemDense.Count + shape.Cross.Count;
        int userVectors = shape.UserCategorical.Count + (userNumbers > 0 ? 1 : 0);
        int vectors = userVectors + shape.ItemCategorical.Count + (itemNumbers > 0 ? 1 : 0);
        var made = new List<TorchParameter>();
        if (userNumbers > 0) made.AddRange(Layers("user", 1, [userNumbers, .. shape.UserHidden, d]));
        made.AddRange(Tables(shape.UserCategorical, d, rows, made));
        if (itemNumbers > 0) made.AddRange(Layers("item", 1, [itemNumbers, .. shape.ItemHidden, d]));
        made.AddRange(Tables(shape.ItemCategorical, d, rows, made));
        made.Add(new("top_user_weight", [first, userVectors * d], TorchInit.XavierUniform));
        if (itemNumbers > 0) made.Add(new("top_item_weight", [first, d], TorchInit.XavierUniform));
        made.Add(new("top_pair_weight", [first, vectors * (vectors - 1) / 2], TorchInit.XavierUniform));
        made.Add(new("top_bias_1", [first], TorchInit.Zeros));
        made.AddRange(Layers("top", 2, [.. shape.TopHidden, shape.Outputs]));
        return made;
    }
}
