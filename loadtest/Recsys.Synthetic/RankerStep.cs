using System.Numerics.Tensors;
using Recsys.Models;
using Recsys.Models.Ranking;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;

namespace Recsys.Synthetic;

/// <summary>
/// A ranker with random layers over tables that mean something: a product's row is its vector, so that inner products
/// with what the customer met last say how near the two are. The last layer is scaled so that probabilities spread over
/// (0, 1) as a trained ranker's do.
/// </summary>
internal sealed class RankerStep(ShopMaking shop, FeatureWorkflow workflow)
{
    // Logits as a trained ranker's: few products are likely to be bought.
    private const double MeanLogit = -1.5, Deviation = 1.5;
    private readonly RankerDescription _shape = shop.Shape.Ranker == SyntheticRanker.Reference
        ? RankerDescription.Reference(shop.Shape.Dimension)
        : RankerDescription.Standard;

    /// <summary>What it is.</summary>
    public RankerDescription Description => _shape;

    public void Write(string path, string descriptionPath)
    {
        using (var file = File.Create(descriptionPath)) RankerDescriptionFile.Save(_shape, file);
        using var module = RankerModule.Create(_shape, workflow, 0.5, shop.Shape.Seed);
        FillProducts(module);
        foreach (var table in module.Parameters)
            if (table.Name.EndsWith("_embedding", StringComparison.Ordinal) && table.Name != RankerTables.Product)
                FillTable(module, table);
        Scale(module);
        module.Save(path);
    }

    private void FillProducts(TorchModule module)
    {
        int d = _shape.Dimension, dimension = shop.Space.Dimension, taken = Math.Min(d, dimension);
        // A part of a vector keeps its length by this, whatever the two sizes are.
        float scale = MathF.Sqrt((float)dimension / taken);
        float[] rows = [];
        VectorBlocks.ForEach(shop, "ranker", (first, vectors) =>
        {
            int count = vectors.Length / dimension;
            if (rows.Length < count * d) rows = new float[count * d];
            for (int i = 0; i < count; i++)
                TensorPrimitives.Multiply(
                    vectors.Slice(i * dimension, taken), scale, rows.AsSpan(i * d, taken));
            module.WriteParameter(RankerTables.Product, (first + 1L) * d, rows.AsSpan(0, count * d));
        });
    }

    private void FillTable(TorchModule module, TorchParameterInfo table)
    {
        var values = new float[table.Elements];
        new Draw(shop.Shape.Seed, DrawOf.Ranker, (long)IdHash.Of(table.Name)).Fill(values);
        TensorPrimitives.Multiply(values, 1 / MathF.Sqrt(_shape.Dimension), values);
        module.WriteParameter(table.Name, values);
    }

    private void Scale(TorchModule module)
    {
        float[] logits = new RankerSample(shop, workflow, _shape).Logits(module);
        double mean = logits.Average(logit => (double)logit);
        double deviation = Math.Sqrt(logits.Average(logit => (logit - mean) * (logit - mean)));
        double scale = Deviation / Math.Max(deviation, 1e-6);
        int last = _shape.TopHidden.Count + 1;
        var weights = new float[_shape.TopHidden[^1]];
        module.ReadParameter($"top_weight_{last}", weights);
        TensorPrimitives.Multiply(weights, (float)scale, weights);
        module.WriteParameter($"top_weight_{last}", weights);
        module.WriteParameter($"top_bias_{last}", [(float)(MeanLogit - (scale * mean))]);
    }
}
