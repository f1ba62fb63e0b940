using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public sealed class RowColumnTests
{
    [Fact]
    public void With_AnyChanges_EqualsAPlainArrayAndLeavesEarlierOnesAsTheyWere()
    {
        var random = new Random(3);
        var plain = Enumerable.Range(0, 100 * 3).ToList();
        var column = new RowColumn<int>([.. plain], 3);
        var versions = new List<(RowColumn<int> Column, int[] Plain)>();
        for (int round = 0; round < 60; round++)
        {
            int[] rows = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(plain.Count / 3 + 90))
                .Distinct()];
            int[] values = [.. rows.SelectMany(_ => new[] { random.Next(), random.Next(), random.Next() })];
            for (int i = 0; i < rows.Length; i++)
            {
                while (plain.Count < (rows[i] + 1) * 3) plain.Add(0);
                for (int c = 0; c < 3; c++) plain[rows[i] * 3 + c] = values[i * 3 + c];
            }
            column = column.With(rows, values);
            versions.Add((column, [.. plain]));
        }

        foreach (var (version, expected) in versions)
        {
            Assert.Equal(expected.Length / 3, version.Rows);
            for (int row = 0; row < version.Rows; row++)
                Assert.Equal(expected.AsSpan(row * 3, 3), version[row]);
        }
    }

    [Fact]
    public void With_EmptyColumn_Grows()
    {
        var column = new RowColumn<float>([], 2).With([1], [3, 4]);

        Assert.Equal(2, column.Rows);
        Assert.Equal([0f, 0f], column[0].ToArray());
        Assert.Equal([3f, 4f], column[1].ToArray());
    }
}
