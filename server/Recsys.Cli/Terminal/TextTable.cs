using System.Text;

namespace Recsys.Cli.Terminal;

/// <summary>Plain text in aligned columns: reads well on a terminal, in a file and in a pipe.</summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells)
    {
        if (cells.Length != headings.Length)
            throw new ArgumentException($"A row has {headings.Length} cells.", nameof(cells));
        _rows.Add(cells);
    }

    public override string ToString()
    {
        var widths = headings
            .Select((heading, i) => _rows.Select(row => row[i].Length).Append(heading.Length).Max())
            .ToArray();
        var text = new StringBuilder();
        Append(text, headings, widths);
        foreach (var row in _rows) Append(text, row, widths);
        return text.ToString();
    }

    private void Append(StringBuilder text, string[] cells, int[] widths)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0) text.Append("  ");
            text.Append(IsNumber(i) ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]));
        }
        while (text[^1] == ' ') text.Length--;
        text.Append('\n');
    }

    private bool IsNumber(int column) =>
        _rows.Count > 0 && _rows.All(row => row[column].Length == 0 || double.TryParse(row[column], out _));
}
