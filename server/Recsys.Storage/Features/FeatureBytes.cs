namespace Recsys.Storage.Features;

/// <summary>A copy of one record, in an array that is used again for the next one.</summary>
internal sealed class FeatureBytes
{
    private byte[] _bytes = [];
    private int _length;

    public ReadOnlySpan<byte> Record => _bytes.AsSpan(0, _length);

    public void Take(ReadOnlySpan<byte> record)
    {
        if (record.Length > _bytes.Length) _bytes = new byte[Math.Max(record.Length, _bytes.Length * 2)];
        record.CopyTo(_bytes);
        _length = record.Length;
    }
}
