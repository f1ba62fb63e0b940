namespace Recsys.Synthetic;

/// <summary>
/// Draws numbers 0..n−1 with weights 1 / (k + 1)^s: sizes of categories and clusters, where the exponent counts.
/// </summary>
internal sealed class ZipfTable
{
    private readonly double[] _sums;

    public ZipfTable(int count, double exponent)
    {
        _sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) _sums[i] = sum += Math.Pow(i + 1, -exponent);
        for (int i = 0; i < count; i++) _sums[i] /= sum;
    }

    /// <summary>The number at a place in [0, 1).</summary>
    public int At(double unit)
    {
        int at = Array.BinarySearch(_sums, unit);
        return Math.Min(at < 0 ? ~at : at + 1, _sums.Length - 1);
    }
}
