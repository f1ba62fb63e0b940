using System.Globalization;
using System.Text;

namespace Recsys.LoadTest.Requests;

/// <summary>
/// Ids as UTF-8, ready to be put into messages: in one array, so that millions are kept without an object each, or made
/// from a pattern without being kept at all.
/// </summary>
public sealed class IdList
{
    /// <summary>Ids that a list holds at most.</summary>
    public const int MaxCount = 20_000_000;

    /// <summary>Bytes of an id at most: the contract's 128 characters.</summary>
    public const int MaxIdBytes = 512;

    private readonly byte[] _text;
    private readonly int[]? _ends;
    private readonly int _digits;
    private readonly int _from;

    private IdList(byte[] text, int[]? ends, int count, int digits, int from) =>
        (_text, _ends, Count, _digits, _from) = (text, ends, count, digits, from);

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Takes ids as they are.</summary>
    /// <exception cref="ArgumentException">There are too many, or one is too long.</exception>
    public static IdList Of(IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var text = new MemoryStream();
        var ends = new List<int>();
        Span<byte> bytes = stackalloc byte[MaxIdBytes];
        foreach (string id in ids)
        {
            if (ends.Count == MaxCount || text.Length > int.MaxValue - MaxIdBytes)
                throw new ArgumentException($"More than {MaxCount} ids are too many.");
            if (!Encoding.UTF8.TryGetBytes(id, bytes, out int length))
                throw new ArgumentException($"An id has at most 128 characters, not {id.Length}.");
            text.Write(bytes[..length]);
            ends.Add((int)text.Length);
        }
        return new IdList(text.ToArray(), [.. ends], ends.Count, 0, 0);
    }

    /// <summary>Reads ids from a file, one a line; empty lines do not count.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">There are too many, or one is too long.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IdList OfFile(string path) => Of(File.ReadLines(path).Where(line => line.Length > 0));

    /// <summary>Makes ids by counting, for example <c>c0000001</c> to <c>c0615599</c>.</summary>
    /// <param name="prefix">What stands before the number.</param>
    /// <param name="digits">Digits of the number, filled with zeros, 1–10.</param>
    /// <param name="count">How many.</param>
    /// <param name="from">The first number.</param>
    /// <exception cref="ArgumentException">A value is out of its bounds.</exception>
    public static IdList Numbered(string prefix, int digits, int count, int from = 1)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (digits is < 1 or > 10 || prefix.Length + digits > 128)
            throw new ArgumentException("Generated ids have 1 to 10 digits and at most 128 characters.");
        if (count is < 1 or > MaxCount) throw new ArgumentException($"Generated ids are 1 to {MaxCount}.");
        if (from < 0 || (long)from + count - 1 >= Math.Pow(10, digits))
            throw new ArgumentException($"{digits} digits do not hold {(long)from + count - 1}.");
        return new IdList(Encoding.UTF8.GetBytes(prefix), null, count, digits, from);
    }

    /// <summary>Writes one id.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="into">Room for it, <see cref="MaxIdBytes"/> always do.</param>
    /// <returns>Bytes written.</returns>
    public int Write(int index, Span<byte> into)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        if (_ends is not null)
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            _text.AsSpan(start, _ends[index] - start).CopyTo(into);
            return _ends[index] - start;
        }
        _text.CopyTo(into);
        int number = _from + index;
        for (int at = _text.Length + _digits - 1; at >= _text.Length; at--, number /= 10)
            into[at] = (byte)('0' + number % 10);
        return _text.Length + _digits;
    }

    /// <summary>One id as text.</summary>
    public string this[int index]
    {
        get
        {
            Span<byte> bytes = stackalloc byte[MaxIdBytes];
            return Encoding.UTF8.GetString(bytes[..Write(index, bytes)]);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Count.ToString(CultureInfo.InvariantCulture) + " ids";
}
