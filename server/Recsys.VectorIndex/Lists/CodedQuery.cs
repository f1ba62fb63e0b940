using System.Numerics.Tensors;

namespace Recsys.VectorIndex;

/// <summary>
/// A query as signed bytes with one scale. Sums of products of a list's bytes with these, less 128 times the sum of
/// these, are inner products of the two coded vectors but for the scales; a list's scale is applied, the query's is the
/// same for all and left out.
/// </summary>
internal sealed class CodedQuery
{
    private const float LargestCode = 127;
    private sbyte[] _codes = [];

    /// <summary>Codes, padded with zeros to whole groups.</summary>
    public ReadOnlySpan<sbyte> Codes => _codes;

    /// <summary>What sums of products begin with: −128 · Σ codes.</summary>
    public int Bias { get; private set; }

    /// <summary>Codes a query.</summary>
    /// <param name="query">Finite numbers.</param>
    public void Load(ReadOnlySpan<float> query)
    {
        int length = (query.Length + CodedList.Group - 1) / CodedList.Group * CodedList.Group;
        if (_codes.Length != length) _codes = new sbyte[length];
        float largest = Math.Abs(TensorPrimitives.MaxMagnitude(query));
        float inverse = largest > 0 ? LargestCode / largest : 0;
        int sum = 0;
        for (int i = 0; i < query.Length; i++)
        {
            int code = (int)MathF.Round(query[i] * inverse);
            _codes[i] = (sbyte)code;
            sum += code;
        }
        Bias = -128 * sum;
    }
}
