namespace Recsys.Training.Import.Csv;

/// <summary>
/// Finds the delimiter of a file that nobody named: the likeliest one in its first line, outside quotes.
/// </summary>
internal static class CsvDelimiter
{
    private static ReadOnlySpan<byte> Known => ",;\t|"u8;

    public static byte Detect(ReadOnlySpan<byte> start)
    {
        Span<int> counts = stackalloc int[Known.Length];
        counts.Clear();
        bool quoted = false;
        foreach (byte b in start)
        {
            if (b == (byte)'"') quoted = !quoted;
            if (quoted) continue;
            if (b == (byte)'\n') break;
            int known = Known.IndexOf(b);
            if (known >= 0) counts[known]++;
        }
        int best = 0;
        for (int i = 1; i < counts.Length; i++)
            if (counts[i] > counts[best]) best = i;
        return Known[best];
    }
}
