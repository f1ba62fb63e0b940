using System.Text;
using Recsys.Pipeline.Files;

namespace Recsys.Snapshots;

/// <summary>
/// <c>items.txt</c>: the products a model knows, one id per line in UTF-8; the line number from 0 is the model row.
/// Kept as the bytes of the file, without an object for each id.
/// </summary>
public sealed class ItemList
{
    private const int MaxItems = 50_000_000;
    private readonly byte[] _text;
    // Where each line begins; the last one is where the next would.
    private readonly int[] _starts;

    private ItemList(byte[] text)
    {
        _text = text;
        int lines = text.AsSpan().Count((byte)'\n') + (text.Length > 0 && text[^1] != '\n' ? 1 : 0);
        if (lines > MaxItems)
            throw new InvalidDataException($"{ModelArtifacts.Items} is longer than {MaxItems} lines.");
        if (lines == 0) throw new InvalidDataException($"{ModelArtifacts.Items} is empty.");
        _starts = new int[lines + 1];
        if (text.AsSpan().StartsWith(Encoding.UTF8.Preamble)) _starts[0] = Encoding.UTF8.Preamble.Length;
        for (int line = 0; line < lines; line++)
        {
            int end = text.AsSpan(_starts[line]).IndexOf((byte)'\n');
            _starts[line + 1] = end < 0 ? text.Length + 1 : _starts[line] + end + 1;
            if (this[line].IsEmpty)
                throw new InvalidDataException($"{ModelArtifacts.Items} has no id in line {line + 1}.");
        }
    }

    /// <summary>Products.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The id of a model row in UTF-8.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var line = _text.AsSpan(_starts[row]..(_starts[row + 1] - 1));
            return line.EndsWith((byte)'\r') ? line[..^1] : line;
        }
    }

    /// <summary>Reads the list.</summary>
    /// <exception cref="InvalidDataException">It is empty, has an empty line, or is too long.</exception>
    public static ItemList Read(string path)
    {
        using var file = new ColumnFile(path);
        if (file.Length >= Array.MaxLength)
            throw new InvalidDataException($"{ModelArtifacts.Items} is longer than {Array.MaxLength} bytes.");
        return new ItemList(file.ReadColumn<byte>(0, (int)file.Length));
    }

    /// <summary>Makes a list of ids.</summary>
    /// <exception cref="InvalidDataException">There is none, or one is empty.</exception>
    public static ItemList Of(IEnumerable<string> ids) =>
        new(Encoding.UTF8.GetBytes(string.Concat(ids.Select(id => id + "\n"))));
}
