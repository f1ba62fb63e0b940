using System.Text;
using System.Text.Unicode;
using Recsys.Training.Import.Parquet.Native;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import.Parquet;

/// <summary>
/// Streams a Parquet file, row group by row group, with every value as the text that a CSV of the same table would
/// hold, so that one mapping reads both.
/// </summary>
internal sealed class ParquetRowSource : IRowSource
{
    private readonly string _name;
    private readonly FileStream _file;
    private readonly DuckDb _duckDb;
    private readonly DuckDbQuery _rows;
    private readonly string[] _columns;
    private readonly bool[] _unixMs;
    private readonly long _rowsTotal;
    private byte[] _rawRow = new byte[1024];
    private readonly string _alias;
    private int _row = -1;
    private bool _ended;

    /// <exception cref="ImportException">The file is no Parquet file, or DuckDB is not there.</exception>
    public ParquetRowSource(string path, char listSeparator)
    {
        _name = Path.GetFileName(path);
        _file = ImportStream.OpenFile(path);
        // The open file's own name: no part of the real path can mean a pattern, another file or a remote place to
        // DuckDB.
        _alias = $"/proc/self/fd/{_file.SafeFileHandle.DangerousGetHandle()}";
        try
        {
            _duckDb = DuckDb.Open();
            DuckDbType[] types;
            using (var header = _duckDb.Run("SELECT * FROM read_parquet($1) LIMIT 0", _alias))
            {
                _columns = [.. Enumerable.Range(0, header.ColumnCount).Select(header.ColumnName)];
                types = [.. Enumerable.Range(0, header.ColumnCount).Select(header.ColumnType)];
            }
            _unixMs = Array.ConvertAll(types, ParquetText.IsTime);
            _rowsTotal = CountRows();
            string sql = ParquetText.Query(types);
            _rows = sql.Contains("$2", StringComparison.Ordinal)
                ? _duckDb.Run(sql, _alias, listSeparator.ToString())
                : _duckDb.Run(sql, _alias);
        }
        catch (DuckDbException e)
        {
            Dispose();
            throw new ImportException($"{_name} cannot be read as Parquet: {Explain(e)}", e);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> Columns => _columns;
    public char? Delimiter => null;
    public long Line => Ordinal;
    public long Ordinal { get; private set; }
    public long BytesTotal => _file.Length;
    public long BytesRead => _rowsTotal == 0 ? BytesTotal : (long)((double)BytesTotal * Ordinal / _rowsTotal);
    public long ContentBytesRead { get; private set; }
    public string BadReason { get; private set; } = "";
    public string? Damage { get; private set; }

    /// <summary>The row as a line of CSV.</summary>
    public ReadOnlySpan<byte> RawRow
    {
        get
        {
            int length = 0;
            for (int column = 0; column < _columns.Length; column++)
            {
                if (column > 0) Append(","u8, ref length);
                var text = Field(column);
                bool quoted = text.ContainsAny("\",\n\r"u8);
                if (!quoted) Append(text, ref length);
                else Append(Encoding.UTF8.GetBytes(Quote(text)), ref length);
            }
            return _rawRow.AsSpan(0, length);
        }
    }

    public ReadOnlySpan<byte> Field(int column) => _rows.Field(_row, column);

    public bool IsUnixMs(int column) => _unixMs[column];

    public RowStatus Read()
    {
        if (++_row >= _rows.Rows && !NextChunk()) return RowStatus.End;
        Ordinal++;
        for (int column = 0; column < _columns.Length; column++)
        {
            var field = Field(column);
            ContentBytesRead += field.Length + 1;
            if (Utf8.IsValid(field)) continue;
            BadReason = "not valid UTF-8";
            return RowStatus.Bad;
        }
        return RowStatus.Row;
    }

    public void Dispose()
    {
        _rows?.Dispose();
        _duckDb?.Dispose();
        _file.Dispose();
    }

    private static string Quote(ReadOnlySpan<byte> field) =>
        $"\"{Encoding.UTF8.GetString(field).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private bool NextChunk()
    {
        _row = 0;
        if (_ended) return false;
        try
        {
            _ended = !_rows.NextChunk();
        }
        catch (DuckDbException e)
        {
            _ended = true;
            Damage = $"{_name} is damaged after row {Ordinal}: {Explain(e)}";
        }
        return !_ended;
    }

    private string Explain(DuckDbException e) => e.Message.Replace(_alias, _name, StringComparison.Ordinal);

    private long CountRows()
    {
        using var count = _duckDb.Run("SELECT sum(num_rows)::VARCHAR FROM parquet_file_metadata($1)", _alias);
        return count.NextChunk() && long.TryParse(count.Field(0, 0), out long rows) ? rows : 0;
    }

    private void Append(ReadOnlySpan<byte> bytes, ref int length)
    {
        if (_rawRow.Length < length + bytes.Length)
            Array.Resize(ref _rawRow, Math.Max(length + bytes.Length, _rawRow.Length * 2));
        bytes.CopyTo(_rawRow.AsSpan(length));
        length += bytes.Length;
    }
}
