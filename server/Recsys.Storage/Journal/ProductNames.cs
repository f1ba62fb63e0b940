using System.Buffers.Binary;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Checksums;
using Recsys.Storage.Native;
using Recsys.Storage.Records;

namespace Recsys.Storage.Journal;

/// <summary>
/// Ids of products by catalogue row, for whoever reads a cut journal without the state: interactions name rows, and the
/// records that gave rows their ids may be deleted. Only added to, before each cut, since a row keeps its id.
/// </summary>
/// <remarks>Batch: <c>crc32c u32 | bytes i32 | ids, each UTF-8 behind its length</c>.</remarks>
internal sealed class ProductNames(string journalDirectory)
{
    private const int HeadBytes = 8, BatchRows = 4096;
    private readonly string _path = Path.Combine(journalDirectory, "products");
    private int _rows = -1;

    /// <summary>Adds the rows that are not there yet; durable when the call returns.</summary>
    public void Add(ProductColumns columns)
    {
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (_rows < 0)
        {
            var known = Read(file, out long good);
            _rows = known.Count;
            // A tail that a crash tore off.
            file.SetLength(good);
        }
        int count = columns.Count;
        if (_rows == count) return;
        file.Seek(0, SeekOrigin.End);
        for (; _rows < count; _rows = Math.Min(count, _rows + BatchRows))
            file.Write(Batch(columns, _rows, Math.Min(count, _rows + BatchRows)));
        file.Flush(flushToDisk: true);
        DirectorySync.Flush(journalDirectory);
    }

    /// <summary>The ids by row; none where the journal was never cut.</summary>
    public List<string> Load()
    {
        if (!File.Exists(_path)) return [];
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Read(file, out _);
    }

    private static byte[] Batch(ProductColumns columns, int from, int until)
    {
        var buffer = new RecordBuffer();
        buffer.Begin(RecordKind.ProductPut);
        for (int row = from; row < until; row++) buffer.Text(columns.IdOf(row));
        buffer.End();
        var ids = buffer[0][RecordBuffer.HeaderBytes..];
        var batch = new byte[HeadBytes + ids.Length];
        BinaryPrimitives.WriteInt32LittleEndian(batch.AsSpan(4), ids.Length);
        ids.CopyTo(batch.AsSpan(HeadBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(batch, Crc32C.Of(batch.AsSpan(4)));
        return batch;
    }

    private static List<string> Read(FileStream file, out long good)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var names = new List<string>();
        int at = 0;
        while (bytes.Length - at > HeadBytes)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4));
            if (length <= 0 || length > bytes.Length - at - HeadBytes) break;
            uint crc = Crc32C.Of(bytes.AsSpan(at + 4, HeadBytes - 4 + length));
            if (crc != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at))) break;
            var reader = new RecordReader(bytes.AsSpan(at + HeadBytes, length));
            while (!reader.AtEnd) names.Add(reader.Text());
            at += HeadBytes + length;
        }
        good = at;
        return names;
    }
}
