using System.Buffers;
using System.Text.Unicode;
using Recsys.Training.Import.Csv;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import.Plain;

/// <summary>
/// Streams a text file without quoting, line by line: fields between separators that may be repeated, or a customer and
/// products, each product a row of its own.
/// </summary>
internal sealed class PlainRowSource : IRowSource
{
    /// <summary>Longest line in bytes: a customer with a million products.</summary>
    public const int MaxLineBytes = 16 * 1024 * 1024;

    private const int BufferBytes = 256 * 1024;
    private const int KeptBytes = 64 * 1024;

    private readonly ImportStream _stream;
    private readonly PlainShape _shape;
    private readonly SearchValues<byte> _separators;
    private readonly List<Range> _fields = [];
    private byte[] _buffer = new byte[BufferBytes];
    private int _lineStart, _lineEnd, _next, _end;
    private int _listed;
    private bool _atEnd;

    /// <summary>Opens a file.</summary>
    /// <param name="stream">The file, unpacked; owned by the source.</param>
    /// <param name="shape">How it is written.</param>
    public PlainRowSource(ImportStream stream, PlainShape shape)
    {
        _stream = stream;
        _shape = shape;
        _separators = SearchValues.Create(shape.Separator == (byte)' ' ? " \t"u8 : [shape.Separator]);
        if (shape.HasHeader) ReadLine();
    }

    public IReadOnlyList<string> Columns => _shape.Columns;
    public char? Delimiter => null;
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
            var line = _buffer.AsSpan(_lineStart, _lineEnd - _lineStart);
            return line[..Math.Min(line.Length, KeptBytes)];
        }
    }

    public ReadOnlySpan<byte> Field(int column)
    {
        int field = _shape.Kind == PlainShape.LineKind.List && column > 0 ? _listed : column;
        return _buffer.AsSpan(_lineStart, _lineEnd - _lineStart)[_fields[field]];
    }

    public bool IsUnixMs(int column) => false;

    public RowStatus Read()
    {
        // The rest of a customer's line comes before the next line.
        while (_shape.Kind != PlainShape.LineKind.List || ++_listed >= _fields.Count)
        {
            if (!ReadLine()) return RowStatus.End;
            _listed = 0;
            if (_fields.Count == 0 && BadReason.Length == 0) continue;
            if (_shape.Kind == PlainShape.LineKind.List && BadReason.Length == 0) continue;
            break;
        }
        Ordinal++;
        if (BadReason.Length > 0) return RowStatus.Bad;
        if (_shape.Kind == PlainShape.LineKind.List || _fields.Count == Columns.Count) return RowStatus.Row;
        BadReason = $"{_fields.Count} fields where the first line has {Columns.Count}";
        return RowStatus.Bad;
    }

    public void Dispose() => _stream.Dispose();

    private bool ReadLine()
    {
        _fields.Clear();
        BadReason = "";
        int length;
        while ((length = _buffer.AsSpan(_next, _end - _next).IndexOf((byte)'\n')) < 0 && Fill())
        {
        }
        // A broken file's last line may be half of one.
        if (length < 0 && (_next == _end || _stream.Damage is not null)) return false;
        bool ended = length >= 0;
        if (!ended) length = _end - _next;
        Line++;
        ContentBytesRead += length + (ended ? 1 : 0);
        (_lineStart, _lineEnd) = (_next, _next + length);
        _next = _lineEnd + (ended ? 1 : 0);
        if (Line == 1 && _buffer.AsSpan(_lineStart, length).StartsWith("\uFEFF"u8)) _lineStart += 3;
        if (_lineEnd > _lineStart && _buffer[_lineEnd - 1] == (byte)'\r') _lineEnd--;
        var line = _buffer.AsSpan(_lineStart, _lineEnd - _lineStart);
        if (!Utf8.IsValid(line)) BadReason = CsvRowSource.NotUtf8;
        else Split(line);
        return true;
    }

    private void Split(ReadOnlySpan<byte> line)
    {
        int at = 0;
        while (true)
        {
            int skipped = line[at..].IndexOfAnyExcept(_separators);
            if (skipped < 0) return;
            at += skipped;
            int length = line[at..].IndexOfAny(_separators);
            int end = length < 0 ? line.Length : at + length;
            _fields.Add(at..end);
            at = end;
        }
    }

    private bool Fill()
    {
        if (_atEnd) return false;
        int held = _end - _next;
        if (held >= MaxLineBytes)
            throw new ImportException(
                $"{_stream.Name}: line {Line + 1} is longer than {MaxLineBytes} bytes: give each interaction a line");
        if (held == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        else _buffer.AsSpan(_next, held).CopyTo(_buffer);
        // A grown buffer holds what was at its start already, since only a full one grows.
        (_next, _end) = (0, held);
        int read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _atEnd = read == 0;
        return read > 0;
    }
}
