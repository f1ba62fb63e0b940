using Recsys.Pipeline.Features;

namespace Recsys.Models.Ranking;

/// <summary>The parameters of the rankers of one input row, by name and shape; <see cref="FlatSource"/> says what they
/// are for.</summary>
internal static class FlatParameters
{
    /// <summary>Before the name of a table of one number per id.</summary>
    public const string Wide = "wide_";

    /// <summary>Parameters in order.</summary>
    /// <param name="shape">The ranker's shape.</param>
    /// <param name="rows">Rows of a table, by its name.</param>
    public static List<TorchParameter> Of(RankerDescription shape, Func<string, int> rows)
    {
        int d = shape.Dimension;
        int userNumbers = shape.UserDense.Count, itemNumbers = shape.ItemDense.Count + shape.Cross.Count;
        int user = userNumbers + (shape.UserCategorical.Count * d);
        int item = itemNumbers + (shape.ItemCategorical.Count * d);
        var made = new List<TorchParameter>();
        made.AddRange(RankerParameters.Tables(shape.UserCategorical, d, rows, made));
        made.AddRange(RankerParameters.Tables(shape.ItemCategorical, d, rows, made));
        if (shape.Kind == RankerKind.DcnV2) made.AddRange(Cross(shape, user + item));
        made.AddRange(First(shape, user, item));
        int extra = 0;
        if (shape.Kind == RankerKind.Ncf)
        {
            made.AddRange(Linear("gmf_user", user, d));
            made.AddRange(Linear("gmf_item", item, d));
            extra = d;
        }
        else if (shape.Kind == RankerKind.DcnV2 && !shape.IsStacked)
        {
            extra = user + item;
        }
        if (shape.Kind == RankerKind.WideDeep)
        {
            if (userNumbers > 0) made.Add(new("wide_user_weight", [1, userNumbers], TorchInit.Zeros));
            if (itemNumbers > 0) made.Add(new("wide_item_weight", [1, itemNumbers], TorchInit.Zeros));
            made.AddRange(RankerParameters.Tables(
                [.. shape.UserCategorical, .. shape.ItemCategorical], 1, rows, made, Wide));
        }
        int last = shape.TopHidden.Count + 1;
        made.AddRange(RankerParameters.Layers("top", 2, [.. shape.TopHidden]));
        made.AddRange(RankerParameters.Layers("top", last, [shape.TopHidden[^1] + extra, shape.Outputs]));
        return made;
    }

    private static IEnumerable<TorchParameter> First(RankerDescription shape, int user, int item)
    {
        int first = shape.TopHidden[0];
        if (shape.IsStacked)
        {
            yield return new("top_weight_1", [first, user + item], TorchInit.XavierUniform);
        }
        else
        {
            yield return new("top_user_weight", [first, user], TorchInit.XavierUniform);
            yield return new("top_item_weight", [first, item], TorchInit.XavierUniform);
        }
        yield return new("top_bias_1", [first], TorchInit.Zeros);
    }

    private static IEnumerable<TorchParameter> Cross(RankerDescription shape, int width)
    {
        for (int layer = 1; layer <= shape.CrossLayers; layer++)
        {
            if (shape.CrossRank == 0)
            {
                yield return new($"cross_weight_{layer}", [width, width], TorchInit.XavierUniform);
            }
            else
            {
                yield return new($"cross_in_{layer}", [shape.CrossRank, width], TorchInit.XavierUniform);
                yield return new($"cross_out_{layer}", [width, shape.CrossRank], TorchInit.XavierUniform);
            }
            yield return new($"cross_bias_{layer}", [width], TorchInit.Zeros);
        }
    }

    private static TorchParameter[] Linear(string name, int from, int to) =>
    [
        new($"{name}_weight", [to, from], TorchInit.XavierUniform),
        new($"{name}_bias", [to], TorchInit.Zeros),
    ];
}
