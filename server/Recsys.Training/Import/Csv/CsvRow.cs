using System.Buffers;

namespace Recsys.Training.Import.Csv;

/// <summary>
/// Splits one row of RFC 4180 in a buffer, without copying: fields are slices, and only those with doubled quotes are
/// written out, once the row is known to be good. A quote inside an unquoted field is text (7" SINGLE), as most writers
/// mean it.
/// </summary>
internal sealed class CsvRow(byte delimiter, CsvLimits limits)
{
    private readonly SearchValues<byte> _endOfField = SearchValues.Create([delimiter, (byte)'\n']);
    private readonly List<Slice> _fields = [];
    private byte[] _unescaped = new byte[256];
    private int _unescapedLength;

    private readonly record struct Slice(int Start, int Length, bool Escaped);

    public enum Outcome
    {
        /// <summary>A whole row.</summary>
        Complete,
        /// <summary>The row goes on after the buffer.</summary>
        NeedsMore,
        /// <summary>The row breaks the format.</summary>
        Bad,
    }

    public int FieldCount => _fields.Count;

    /// <summary>Length of the row with its line end.</summary>
    public int Length { get; private set; }

    /// <summary>Line ends inside quoted fields.</summary>
    public int InnerLines { get; private set; }

    public string BadReason { get; private set; } = "";

    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> row, int column)
    {
        var field = _fields[column];
        return field.Escaped ? _unescaped.AsSpan(field.Start, field.Length) : row.Slice(field.Start, field.Length);
    }

    /// <summary>Splits the row at the start of <paramref name="data"/>, which is not empty.</summary>
    /// <param name="data">Bytes from the row's start.</param>
    /// <param name="isLast">Whether the file ends where <paramref name="data"/> ends.</param>
    public Outcome Split(ReadOnlySpan<byte> data, bool isLast)
    {
        _fields.Clear();
        InnerLines = 0;
        int at = 0;
        while (true)
        {
            bool quoted = at < data.Length && data[at] == (byte)'"';
            var outcome = quoted
                ? SplitQuoted(data, isLast, ref at, out bool rowEnds)
                : SplitPlain(data, isLast, ref at, out rowEnds);
            if (outcome != Outcome.Complete) return outcome;
            if (_fields[^1].Length > limits.FieldBytes) return Bad($"field longer than {limits.FieldBytes} bytes");
            if (_fields.Count > limits.Columns) return Bad($"more than {limits.Columns} fields");
            if (!rowEnds) continue;
            Length = at;
            Unescape(data);
            return Outcome.Complete;
        }
    }

    private Outcome SplitPlain(ReadOnlySpan<byte> data, bool isLast, ref int at, out bool rowEnds)
    {
        rowEnds = true;
        int length = data[at..].IndexOfAny(_endOfField);
        if (length < 0)
        {
            if (!isLast) return Outcome.NeedsMore;
            AddPlain(data, at, data.Length - at);
            at = data.Length;
            return Outcome.Complete;
        }
        rowEnds = data[at + length] == (byte)'\n';
        if (rowEnds) AddPlain(data, at, length);
        else _fields.Add(new Slice(at, length, Escaped: false));
        at += length + 1;
        return Outcome.Complete;
    }

    /// <summary>Adds the last field of a row, less the CR of a CRLF.</summary>
    private void AddPlain(ReadOnlySpan<byte> data, int start, int length)
    {
        if (length > 0 && data[start + length - 1] == (byte)'\r') length--;
        _fields.Add(new Slice(start, length, Escaped: false));
    }

    private Outcome SplitQuoted(ReadOnlySpan<byte> data, bool isLast, ref int at, out bool rowEnds)
    {
        rowEnds = true;
        int start = at + 1, close = start;
        bool escaped = false;
        while (true)
        {
            int next = data[close..].IndexOf((byte)'"');
            if (next < 0) return isLast ? Bad("a quoted field is not closed") : Outcome.NeedsMore;
            close += next;
            if (close + 1 == data.Length && !isLast) return Outcome.NeedsMore;
            if (close + 1 == data.Length || data[close + 1] != (byte)'"') break;
            escaped = true;
            close += 2;
        }
        InnerLines += data[start..close].Count((byte)'\n');
        _fields.Add(new Slice(start, close - start, escaped));
        return AfterQuote(data, isLast, close + 1, ref at, out rowEnds);
    }

    private Outcome AfterQuote(ReadOnlySpan<byte> data, bool isLast, int after, ref int at, out bool rowEnds)
    {
        rowEnds = true;
        if (after < data.Length && data[after] == (byte)'\r')
        {
            if (after + 1 == data.Length && !isLast) return Outcome.NeedsMore;
            if (after + 1 == data.Length || data[after + 1] == (byte)'\n') after++;
        }
        if (after == data.Length)
        {
            at = after;
            return Outcome.Complete;
        }
        if (data[after] != (byte)'\n' && data[after] != delimiter) return Bad("text after a closing quote");
        rowEnds = data[after] == (byte)'\n';
        at = after + 1;
        return Outcome.Complete;
    }

    private Outcome Bad(string reason)
    {
        BadReason = reason;
        return Outcome.Bad;
    }

    private void Unescape(ReadOnlySpan<byte> data)
    {
        _unescapedLength = 0;
        for (int i = 0; i < _fields.Count; i++)
        {
            var field = _fields[i];
            if (!field.Escaped) continue;
            int start = _unescapedLength;
            if (_unescaped.Length < start + field.Length)
                Array.Resize(ref _unescaped, Math.Max(start + field.Length, _unescaped.Length * 2));
            for (int from = field.Start; from < field.Start + field.Length; from++)
            {
                _unescaped[_unescapedLength++] = data[from];
                // The second of two quotes is skipped: single ones do not occur inside.
                if (data[from] == (byte)'"') from++;
            }
            _fields[i] = field with { Start = start, Length = _unescapedLength - start };
        }
    }
}
