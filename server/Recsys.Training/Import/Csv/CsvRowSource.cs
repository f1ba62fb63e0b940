using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import.Csv;

/// <summary>
/// Streams a CSV file through one pooled buffer: nothing is allocated per row or field. A bad row is its first line;
/// reading goes on with the line after it, so that one missing quote costs one row.
/// </summary>
internal sealed class CsvRowSource : IRowSource
{
    /// <summary>Why a row that is no UTF-8 is bad.</summary>
    public const string NotUtf8 = "not valid UTF-8 (if all such rows are fine elsewhere: iconv -f latin1 -t utf-8)";

    private readonly ImportStream _stream;
    private readonly CsvLimits _limits;
    private readonly CsvRow _row;
    private readonly string[] _columns;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private int _rowLength;
    private bool _atEnd;
    private bool _skipping;
    private long _nextLine = 1;

    /// <summary>Opens a CSV file and reads its header.</summary>
    /// <param name="stream">The file, unpacked; owned by the source.</param>
    /// <param name="delimiter">Between fields; null looks for the likeliest in the first line.</param>
    /// <param name="header">Column names of a file that has no header line, or null.</param>
    /// <param name="limits">Limits.</param>
    public CsvRowSource(ImportStream stream, char? delimiter, IReadOnlyList<string>? header, CsvLimits limits)
    {
        _stream = stream;
        _limits = limits;
        _buffer = ArrayPool<byte>.Shared.Rent(limits.BufferBytes);
        try
        {
            Fill();
            CsvEncoding.Check(_stream.Name, _buffer.AsSpan(0, _end));
            if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble)) _start = Encoding.UTF8.Preamble.Length;
            byte separator = delimiter is { } given
                ? (byte)given
                : CsvDelimiter.Detect(_buffer.AsSpan(_start, _end - _start));
            Delimiter = (char)separator;
            _row = new CsvRow(separator, limits);
            _columns = header?.ToArray() ?? ReadHeader();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> Columns => _columns;
    public char? Delimiter { get; }
    public long Line { get; private set; }
    public long Ordinal { get; private set; }
    public long BytesRead => _stream.FileBytesRead;
    public long BytesTotal => _stream.FileBytes;
    public long ContentBytesRead { get; private set; }
    public string BadReason { get; private set; } = "";
    public string? Damage => _stream.Damage;

    public ReadOnlySpan<byte> RawRow
    {
        get
        {
            var row = _buffer.AsSpan(_start - _rowLength, Math.Min(_rowLength, _limits.KeptBadBytes));
            return row.TrimEnd("\r\n"u8);
        }
    }

    public ReadOnlySpan<byte> Field(int column) => _row.Field(_buffer.AsSpan(_start - _rowLength, _rowLength), column);

    public bool IsUnixMs(int column) => false;

    public RowStatus Read()
    {
        var status = ReadRow();
        if (status == RowStatus.End) return status;
        Ordinal++;
        if (status == RowStatus.Bad) return status;
        if (_row.FieldCount != _columns.Length)
            return Bad($"{_row.FieldCount} fields where the header has {_columns.Length}");
        return Utf8.IsValid(_buffer.AsSpan(_start - _rowLength, _rowLength)) ? RowStatus.Row : Bad(NotUtf8);
    }

    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        _stream.Dispose();
    }

    private string[] ReadHeader()
    {
        var status = ReadRow();
        if (status == RowStatus.End)
            throw new ImportException($"{_stream.Name} is empty: the first line must name the columns");
        var line = _buffer.AsSpan(_start - _rowLength, _rowLength);
        if (status == RowStatus.Bad || !Utf8.IsValid(line))
            throw new ImportException($"{_stream.Name}: the header line cannot be read: "
                + (status == RowStatus.Bad ? BadReason : "not valid UTF-8"));
        var columns = new string[_row.FieldCount];
        for (int i = 0; i < columns.Length; i++) columns[i] = Encoding.UTF8.GetString(_row.Field(line, i)).Trim();
        return columns;
    }

    /// <summary>Moves to the next row that is not blank; afterwards it lies before <see cref="_start"/>.</summary>
    private RowStatus ReadRow()
    {
        while (true)
        {
            if (_skipping) SkipLine();
            if (_start == _end && !Fill()) return RowStatus.End;
            var data = _buffer.AsSpan(_start, _end - _start);
            if (data[0] == (byte)'\n' || data.StartsWith("\r\n"u8))
            {
                Advance(data[0] == (byte)'\n' ? 1 : 2, lines: 1);
                continue;
            }
            bool isWhole = _atEnd && _stream.Damage is null;
            switch (_row.Split(data, isWhole))
            {
                case CsvRow.Outcome.Complete:
                    Advance(_row.Length, 1 + _row.InnerLines);
                    return RowStatus.Row;
                case CsvRow.Outcome.Bad:
                    return BadLine(_row.BadReason);
                case CsvRow.Outcome.NeedsMore when data.Length >= _limits.RowBytes:
                    return BadLine($"row longer than {_limits.RowBytes} bytes, or a quoted field that is not closed");
                case CsvRow.Outcome.NeedsMore when !Fill() && _stream.Damage is not null:
                    // What a broken file ends with may be half a row, and half a number is a wrong number.
                    return RowStatus.End;
            }
        }
    }

    private RowStatus Bad(string reason)
    {
        BadReason = reason;
        return RowStatus.Bad;
    }

    /// <summary>Gives up the current row's first line and no more.</summary>
    private RowStatus BadLine(string reason)
    {
        BadReason = reason;
        var data = _buffer.AsSpan(_start, _end - _start);
        int lineEnd = data.IndexOf((byte)'\n');
        _skipping = lineEnd < 0;
        Advance(_skipping ? data.Length : lineEnd + 1, lines: 1);
        return RowStatus.Bad;
    }

    /// <summary>Drops the rest of a bad line that is longer than the buffer.</summary>
    private void SkipLine()
    {
        while (_skipping)
        {
            if (_start == _end && !Fill()) return;
            int lineEnd = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            int length = lineEnd < 0 ? _end - _start : lineEnd + 1;
            _start += length;
            ContentBytesRead += length;
            _skipping = lineEnd < 0;
        }
    }

    private void Advance(int length, int lines)
    {
        Line = _nextLine;
        _nextLine += lines;
        _rowLength = length;
        _start += length;
        ContentBytesRead += length;
    }

    /// <summary>
    /// Reads more after what is there, moving it to the front and growing the buffer as far as the row's limit.
    /// </summary>
    /// <returns>False when the file has no more.</returns>
    private bool Fill()
    {
        if (_atEnd) return false;
        int held = _end - _start;
        if (held == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(_start, held).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (held > 0)
        {
            _buffer.AsSpan(_start, held).CopyTo(_buffer);
        }
        _start = 0;
        _end = held;
        int read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _atEnd = read == 0;
        return read > 0;
    }
}
