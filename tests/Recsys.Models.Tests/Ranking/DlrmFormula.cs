using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Ranking;

/// <summary>
/// DLRM by its formula, plainly and in doubles: what <see cref="RankerModule"/> says of itself, and nothing shared with
/// it but the parameters.
/// </summary>
internal sealed class DlrmFormula(RankerDescription shape, TorchModule module)
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
        var told = Vectors(
            "user", Row(inputs.UserDense, user, inputs.UserDenseColumns),
            Row(inputs.UserIds, user, inputs.UserIdColumns), shape.UserHidden.Count + 1, shape.UserCategorical);
        double[] numbers =
        [
            .. Row(inputs.ItemDense, item, inputs.ItemDenseColumns), .. Row(inputs.Cross, item, inputs.CrossColumns),
        ];
        var vectors = Vectors(
            "item", numbers, Row(inputs.ItemIds, item, inputs.ItemIdColumns), shape.ItemHidden.Count + 1,
            shape.ItemCategorical);
        double[][] all = [.. told, .. vectors];
        var pairs = new List<double>();
        for (int j = 1; j < all.Length; j++)
            for (int i = 0; i < j; i++) pairs.Add(all[i].Zip(all[j], (a, b) => a * b).Sum());
        double[] top = Linear([.. told.SelectMany(v => v)], "top_user_weight", "top_bias_1");
        top = Add(top, Linear([.. pairs], "top_pair_weight", null));
        if (numbers.Length > 0) top = Add(top, Linear(vectors[0], "top_item_weight", null));
        for (int layer = 2; layer <= shape.TopHidden.Count + 1; layer++)
            top = Linear([.. top.Select(x => Math.Max(x, 0))], $"top_weight_{layer}", $"top_bias_{layer}");
        return top.Single();
    }

    private List<double[]> Vectors(
        string side, double[] numbers, long[] ids, int layers, IReadOnlyList<string> features)
    {
        var vectors = new List<double[]>();
        if (numbers.Length > 0)
        {
            double[] x = numbers;
            for (int layer = 1; layer <= layers; layer++)
            {
                x = Linear(x, $"{side}_weight_{layer}", $"{side}_bias_{layer}");
                if (layer < layers) x = [.. x.Select(value => Math.Max(value, 0))];
            }
            vectors.Add(x);
        }
        for (int i = 0; i < ids.Length; i++)
            vectors.Add([.. _values[RankerTables.Of(features[i])].Skip((int)ids[i] * shape.Dimension)
                .Take(shape.Dimension).Select(value => (double)value)]);
        return vectors;
    }

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

    private static double[] Row(ReadOnlyMemory<float> values, int row, int width) =>
        [.. values.Slice(row * width, width).ToArray().Select(value => (double)value)];

    private static long[] Row(ReadOnlyMemory<long> values, int row, int width) =>
        values.Slice(row * width, width).ToArray();
}
