using System.Text;

namespace Recsys.Training.Import;

/// <summary>Counts rows by reason, remembers the first bad ones, and writes all bad ones to the rejects file.</summary>
internal sealed class RejectLog(ImportOptions options) : IDisposable
{
    // A reason is made of column names and fixed words, so a mapping bounds how many there are; a hostile header does
    // not.
    private const int MaxReasons = 1000;
    private const int ShownChars = 160;

    private readonly SortedDictionary<string, long> _dropped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _rejected = new(StringComparer.Ordinal);
    private readonly List<RejectedRow> _first = [];
    private FileStream? _file;

    public IReadOnlyDictionary<string, long> Dropped => _dropped;

    public IReadOnlyDictionary<string, long> Rejected => _rejected;

    public IReadOnlyList<RejectedRow> First => _first;

    public void Drop(string reason) => Count(_dropped, reason);

    public void Reject(string file, long line, string reason, ReadOnlySpan<byte> row)
    {
        Count(_rejected, reason);
        if (_first.Count < options.ShownRejects) _first.Add(new RejectedRow(file, line, reason, Show(row)));
        if (options.RejectsPath is not null) Write(file, line, reason, row);
    }

    public void Dispose() => _file?.Dispose();

    private static void Count(SortedDictionary<string, long> counts, string reason)
    {
        if (counts.Count >= MaxReasons && !counts.ContainsKey(reason)) reason = "other reasons";
        counts[reason] = counts.GetValueOrDefault(reason) + 1;
    }

    private static string Show(ReadOnlySpan<byte> row)
    {
        string text = Encoding.UTF8.GetString(row[..Math.Min(row.Length, ShownChars * 4)]);
        var shown = new StringBuilder();
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, ShownChars)))
            shown.Append(char.IsControl(c) ? '·' : c);
        if (text.Length > ShownChars || row.Length > ShownChars * 4) shown.Append('…');
        return shown.ToString();
    }

    /// <summary>Writes CSV: file, line, reason and the row, byte for byte, as one quoted field.</summary>
    private void Write(string file, long line, string reason, ReadOnlySpan<byte> row)
    {
        if (_file is null)
        {
            string path = options.RejectsPath!;
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 64 * 1024);
            _file.Write("file,line,reason,row\n"u8);
        }
        _file.Write(Encoding.UTF8.GetBytes($"{Quote(file)},{line},{Quote(reason)},\""));
        foreach (byte b in row)
        {
            if (b == (byte)'"') _file.WriteByte((byte)'"');
            _file.WriteByte(b);
        }
        _file.Write("\"\n"u8);
    }

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
