using System.Numerics.Tensors;

namespace Recsys.VectorIndex.Tests;

public sealed class CodedProductsTests
{
    [Fact]
    public void Compute_VectorsOfEqualSize_OrdersThemAsTheirProductsDo()
    {
        const int Count = 3_001, Dimension = 96;
        float[] vectors = Vectors.Normal(Count * Dimension, seed: 3), query = Vectors.Normal(Dimension, seed: 4);
        var products = new float[Count];
        var coded = new CodedVectors(vectors, Dimension);

        new CodedProducts(coded).Compute(query, products);

        Assert.Equal((Count, Dimension), (coded.Count, coded.Dimension));
        float[] whole = [.. Enumerable.Range(0, Count).Select(
            i => TensorPrimitives.Dot<float>(vectors.AsSpan(i * Dimension, Dimension), query))];
        // All by one factor, but for what a byte cannot tell: 1 of 254 of the largest number, 96 times over.
        float factor = TensorPrimitives.Dot<float>(whole, products) / TensorPrimitives.SumOfSquares<float>(whole);
        float most = 0;
        for (int i = 0; i < Count; i++) most = Math.Max(most, Math.Abs((products[i] / factor) - whole[i]));
        Assert.True(factor > 0);
        Assert.InRange(most, 0, 0.04f * MathF.Sqrt(Dimension));
    }

    [Fact]
    public void Compute_WhatDoesNotFit_IsRefused()
    {
        var coded = new CodedVectors(new float[12], 4);
        var products = new CodedProducts(coded);

        Assert.Throws<ArgumentException>(() => new CodedVectors(new float[11], 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CodedVectors([], 0));
        Assert.Contains("4", Assert.Throws<ArgumentException>(
            () => products.Compute(new float[3], new float[3])).Message, StringComparison.Ordinal);
        Assert.Contains("3", Assert.Throws<ArgumentException>(
            () => products.Compute(new float[4], new float[4])).Message, StringComparison.Ordinal);
    }
}
