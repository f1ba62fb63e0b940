namespace Recsys.Bench.Features;

/// <summary>Values of all products in one array by row, as the server keeps what a request reads.</summary>
internal sealed class ColumnReader : IFeatureReader
{
    private readonly byte[] _column;
    private readonly byte[] _read;

    public ColumnReader(int products, int most)
    {
        _column = new byte[products * (long)FeatureValue.Bytes];
        _read = new byte[most * FeatureValue.Bytes];
        for (int i = 0; i < products; i++)
            FeatureValue.Write(i, _column.AsSpan(i * FeatureValue.Bytes, FeatureValue.Bytes));
    }

    public string Name => "column by row, 256 bytes";

    public int Read(ReadOnlySpan<int> products)
    {
        int sum = 0;
        for (int i = 0; i < products.Length; i++)
        {
            var value = _read.AsSpan(i * FeatureValue.Bytes, FeatureValue.Bytes);
            _column.AsSpan(products[i] * FeatureValue.Bytes, FeatureValue.Bytes).CopyTo(value);
            sum += FeatureValue.Check(value);
        }
        return sum;
    }

    public void Dispose()
    {
    }
}
