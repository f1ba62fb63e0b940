using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Ranking;

/// <summary>
/// The rankers of one input row by their formulas, plainly and in doubles: what the papers say, and nothing shared with
/// the TorchScript but the parameters.
/// </summary>
internal sealed class FlatFormula(RankerDescription shape, TorchModule module)
{
    private readonly Dictionary<string, float[]> _values = module.Parameters.ToDictionary(p => p.Name, p =>
    {
        var values = new float[p.Elements];
        module.ReadParameter(p.Name, values);
        return values;
    });

    public double[] Forward(RankerInputs inputs) =>
        [.. Enumerable.Range(0, inputs.Items).Select(item => 1 / (1 + Math.Exp(-Logit(inputs, item))))];

    private double Logit(RankerInputs inputs, int item)
    {
        int user = (int)inputs.UserOfItem.Span[item];
        double[] userNumbers = Row(inputs.UserDense, user, inputs.UserDenseColumns);
        double[] itemNumbers =
        [
            .. Row(inputs.ItemDense, item, inputs.ItemDenseColumns), .. Row(inputs.Cross, item, inputs.CrossColumns),
        ];
        long[] userIds = Row(inputs.UserIds, user, inputs.UserIdColumns);
        long[] itemIds = Row(inputs.ItemIds, item, inputs.ItemIdColumns);
        double[] u = [.. userNumbers, .. Embeddings(shape.UserCategorical, userIds)];
        double[] v = [.. itemNumbers, .. Embeddings(shape.ItemCategorical, itemIds)];
        double[] x0 = [.. u, .. v];
        return shape.Kind switch
        {
            RankerKind.DcnV2 when shape.IsStacked => Last(Hidden(Linear(Crossed(x0), "top_weight_1", "top_bias_1"))),
            RankerKind.DcnV2 => Last([.. Deep(u, v), .. Crossed(x0)]),
            RankerKind.Ncf => Last([.. Deep(u, v), .. Product(u, v)]),
            RankerKind.WideDeep => Last(Deep(u, v)) + Wide("wide_user_weight", userNumbers)
                + Wide("wide_item_weight", itemNumbers) + Wide(shape.UserCategorical, userIds)
                + Wide(shape.ItemCategorical, itemIds),
            _ => Last(Deep(u, v)),
        };
    }

    private double[] Deep(double[] u, double[] v) =>
        Hidden(Add(Linear(u, "top_user_weight", "top_bias_1"), Linear(v, "top_item_weight", null)));

    private double[] Hidden(double[] x)
    {
        for (int layer = 2; layer <= shape.TopHidden.Count; layer++)
            x = Linear(Positive(x), $"top_weight_{layer}", $"top_bias_{layer}");
        return Positive(x);
    }

    private double Last(double[] x)
    {
        int last = shape.TopHidden.Count + 1;
        return Linear(x, $"top_weight_{last}", $"top_bias_{last}").Single();
    }

    private double[] Crossed(double[] x0)
    {
        double[] x = x0;
        for (int layer = 1; layer <= shape.CrossLayers; layer++)
        {
            double[] mapped = shape.CrossRank == 0
                ? Linear(x, $"cross_weight_{layer}", $"cross_bias_{layer}")
                : Linear(Linear(x, $"cross_in_{layer}", null), $"cross_out_{layer}", $"cross_bias_{layer}");
            x = Add(Multiply(x0, mapped), x);
        }
        return x;
    }

    private double[] Product(double[] u, double[] v) =>
        Multiply(Linear(u, "gmf_user_weight", "gmf_user_bias"), Linear(v, "gmf_item_weight", "gmf_item_bias"));

    private double Wide(string weight, double[] numbers) =>
        numbers.Length == 0 ? 0 : Linear(numbers, weight, null).Single();

    private double Wide(IReadOnlyList<string> features, long[] ids) =>
        ids.Select((id, i) => (double)_values["wide_" + RankerTables.Of(features[i])][id]).Sum();

    private IEnumerable<double> Embeddings(IReadOnlyList<string> features, long[] ids) =>
        ids.SelectMany((id, i) => _values[RankerTables.Of(features[i])].Skip((int)id * shape.Dimension)
            .Take(shape.Dimension).Select(value => (double)value));

    private double[] Linear(double[] x, string weight, string? bias)
    {
        float[] w = _values[weight];
        var result = new double[w.Length / x.Length];
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = bias is null ? 0 : _values[bias][row];
            for (int i = 0; i < x.Length; i++) result[row] += w[(row * x.Length) + i] * x[i];
        }
        return result;
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double[] Multiply(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];

    private static double[] Positive(double[] x) => [.. x.Select(value => Math.Max(value, 0))];

    private static double[] Row(ReadOnlyMemory<float> values, int row, int width) =>
        [.. values.Slice(row * width, width).ToArray().Select(value => (double)value)];

    private static long[] Row(ReadOnlyMemory<long> values, int row, int width) =>
        values.Slice(row * width, width).ToArray();
}
