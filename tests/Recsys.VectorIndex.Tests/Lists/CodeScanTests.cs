using System.Runtime.Intrinsics.X86;
using Recsys.Pipeline.Features;

namespace Recsys.VectorIndex.Tests.Lists;

public sealed class CodeScanTests
{
    public static TheoryData<int, int> Shapes => new()
    {
        { 1, 64 }, { 15, 64 }, { 16, 64 }, { 17, 64 }, { 1_000, 64 }, { 33, 1 }, { 33, 3 }, { 33, 4 }, { 40, 32 },
        { 40, 100 }, { 21, 127 }, { 0, 8 },
    };

    private static IEnumerable<CodePath> Paths()
    {
        yield return CodePath.Portable;
        if (Avx2.IsSupported) yield return CodePath.Avx2;
        if (AvxVnni.IsSupported) yield return CodePath.Vnni;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Scan_EveryPath_IsWhatIntegersSay(int count, int dimension)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            float[] vectors = Vectors.Normal(count * dimension, seed);
            // The largest sums there are: all numbers alike, and of both signs.
            if (seed == 3) Array.Fill(vectors, 1);
            if (seed == 4) Array.Fill(vectors, -1);
            var list = new CodedList(vectors, dimension);
            var query = new CodedQuery();
            query.Load(seed >= 3 ? Enumerable.Repeat(1f, dimension).ToArray() : Vectors.Normal(dimension, seed + 50));
            foreach (var path in Paths())
            {
                var best = new BestRows();
                best.Begin(Math.Max(count, 1));
                CodeScan.Scan(path, list, query, best);

                Assert.Equal(Enumerable.Range(0, count), best.Rows.ToArray());
                for (int i = 0; i < count; i++) Assert.Equal(Scalar(list, query, vectors, i), best.Scores[i]);
                var filled = new float[count];
                CodeScan.Fill(path, list, query, filled);
                Assert.Equal(best.Scores.ToArray(), filled);
            }
        }
    }

    [Fact]
    public void Codes_OfAVector_AreWithinHalfAStep()
    {
        float[] vectors = Vectors.Normal(50 * 30, seed: 8);
        var list = new CodedList(vectors, 30);
        var read = new float[30];
        for (int i = 0; i < 50; i++)
        {
            float scale = list.Read(i, read);
            for (int j = 0; j < 30; j++)
                Assert.InRange(Math.Abs(read[j] - vectors[i * 30 + j]), 0, 0.501f * scale);
        }
    }

    [Fact]
    public void Changed_LeavesOutAndAdds_AndTheFirstStaysAsItWas()
    {
        float[] values = Vectors.Normal(100 * 8, seed: 4);
        var vectors = new ItemVectors(values, 8);
        int[] first = [.. Enumerable.Range(0, 40)];
        var list = new CodedList(first, vectors);

        var changed = list.Changed(new HashSet<int> { 0, 17, 39, 77 }, [60, 61], vectors);

        Assert.Equal(first, list.RowSpan.ToArray());
        int[] expected = [.. first.Except([0, 17, 39]), 60, 61];
        Assert.Equal(expected, changed.RowSpan.ToArray());
        var (a, b) = (new float[8], new float[8]);
        var whole = new CodedList(expected, vectors);
        for (int i = 0; i < expected.Length; i++)
        {
            changed.Read(i, a);
            whole.Read(i, b);
            Assert.Equal(b, a);
        }
    }

    // From the numbers themselves, by the definition of the codes.
    private static float Scalar(CodedList list, CodedQuery query, float[] vectors, int row)
    {
        var vector = vectors.AsSpan(row * list.Dimension, list.Dimension);
        float largest = 0;
        foreach (float value in vector) largest = Math.Max(largest, Math.Abs(value));
        int sum = 0;
        for (int i = 0; i < vector.Length; i++)
            sum += (int)MathF.Round(vector[i] * (127 / largest)) * query.Codes[i];
        return sum * (largest / 127);
    }
}
