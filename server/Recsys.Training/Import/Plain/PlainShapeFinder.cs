using System.Globalization;
using System.Text;

namespace Recsys.Training.Import.Plain;

/// <summary>
/// Tells from a file's first lines whether it has a header, what separates fields, and which column is what: public
/// data sets come as pairs, as ratings with or without times, and as one customer a line with all products.
/// </summary>
internal static class PlainShapeFinder
{
    private const int MaxLines = 2_000;
    private const double EarliestUnixSeconds = 1e8;
    private const double HighestRating = 10;

    /// <summary>Looks at the start of a file.</summary>
    /// <param name="start">Its first bytes, decoded from gzip.</param>
    /// <param name="whole">Whether that is all of it.</param>
    /// <param name="delimiter">The delimiter a CSV would have.</param>
    /// <returns>Null for a CSV whose first line names the columns.</returns>
    public static PlainShape? Find(ReadOnlySpan<byte> start, bool whole, byte delimiter)
    {
        if (start.StartsWith(Encoding.UTF8.Preamble)) start = start[Encoding.UTF8.Preamble.Length..];
        string[] lines = Lines(start, whole);
        if (lines.Length == 0 || lines[0].Contains('"')) return null;
        byte? runs = lines[0].Contains("::", StringComparison.Ordinal) ? (byte)':'
            : !lines[0].Contains((char)delimiter) && lines[0].Trim().Contains(' ') ? (byte)' ' : null;
        var rows = lines.Select(line => Split(line, runs ?? delimiter, runs is not null)).ToArray();
        bool named = CommonColumns.Recognizes(rows[0]);
        if (named) return runs is { } run ? new(PlainShape.LineKind.Fields, run, rows[0]) { HasHeader = true } : null;
        if (!LooksLikeData(rows[0])) return null;
        if (IsList(rows, runs is not null, lines))
            return new(PlainShape.LineKind.List, runs ?? delimiter, ["user", "item"]);
        var kind = runs is null ? PlainShape.LineKind.CsvWithoutHeader : PlainShape.LineKind.Fields;
        return rows[0].Length < 2 ? null : new(kind, runs ?? delimiter, Name(rows));
    }

    private static string[] Lines(ReadOnlySpan<byte> start, bool whole)
    {
        // What the sample ends in may be half a line, unless there is no other.
        int end = whole ? start.Length : start.LastIndexOf((byte)'\n');
        string text = Encoding.UTF8.GetString(end < 0 ? start : start[..end]);
        return [.. text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Trim().Length > 0)
            .Take(MaxLines)];
    }

    private static string[] Split(string line, byte separator, bool runs)
    {
        if (!runs) return line.Split((char)separator, StringSplitOptions.TrimEntries);
        char[] separators = separator == (byte)' ' ? [' ', '\t'] : [(char)separator];
        return line.Split(separators, StringSplitOptions.RemoveEmptyEntries);
    }

    // Names of columns are words: ids hold digits, numbers are numbers.
    private static bool LooksLikeData(string[] fields) =>
        fields.Any(field => Number(field) is not null)
        || fields.Length > 1 && fields.Take(2).All(field => field.Any(char.IsAsciiDigit));

    private static bool IsList(string[][] rows, bool runs, string[] lines)
    {
        if (lines.Any(line => line.Contains('"'))) return false;
        var byCount = rows.GroupBy(row => row.Count(field => field.Length > 0)).OrderByDescending(of => of.Count())
            .ToList();
        // Most lines being ratings or times, the others are broken.
        var usual = byCount[0];
        if (usual.Key is 3 or 4 && usual.Count() * 2 > rows.Length && AreRatings([.. usual], usual.Key)) return false;
        if (byCount.Count > 1) return runs || byCount.Max(of => of.Key) > 4;
        return runs && usual.Key >= 3;
    }

    private static bool AreRatings(string[][] rows, int columns) =>
        Enumerable.Range(2, columns - 2).All(column => IsTime(rows, column) || IsRating(rows, column));

    private static List<string> Name(string[][] rows)
    {
        var names = new List<string> { "user", "item" };
        for (int column = 2; column < rows[0].Length; column++)
        {
            string name = !names.Contains("timestamp") && IsTime(rows, column) ? "timestamp"
                : !names.Contains("rating") && IsRating(rows, column) ? "rating" : $"column_{column + 1}";
            names.Add(name);
        }
        return names;
    }

    private static bool IsTime(string[][] rows, int column) => All(rows, column, field =>
        Number(field) is { } number ? number >= EarliestUnixSeconds : IsDate(field));

    private static bool IsRating(string[][] rows, int column) => All(rows, column, field =>
        Number(field) is { } number && number is >= -HighestRating and <= HighestRating);

    private static bool All(string[][] rows, int column, Func<string, bool> holds) =>
        rows.All(row => row.Length <= column || holds(row[column]));

    private static bool IsDate(string field) => field.Length >= 8 && DateTimeOffset.TryParse(
        field, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static double? Number(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
