using System.Runtime.InteropServices;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Files;

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

    // Blocks, tables and pages of a column that is filled in place end at the same rows as those laid over it.
    [Fact]
    public void With_AllocatedColumnOverSeveralBlocks_EqualsAPlainArray()
    {
        int rows = (2 * RowColumn<int>.BlockRows) + 77;
        var column = RowColumn<int>.Allocate(rows, 2);
        Assert.Equal(3, column.Blocks);
        for (int row = 0; row < rows; row++) (column.Built(row)[0], column.Built(row)[1]) = (row, -row);
        Assert.Equal(2 * 77, column.BlockOf(2).Length);
        int[] changed = [0, 63, 64, RowColumn<int>.BlockRows - 1, RowColumn<int>.BlockRows, rows - 1, rows + 70_000];

        var later = column.With(changed, [.. changed.SelectMany(row => new[] { row + 1, row + 2 })]);

        Assert.Equal((rows, rows + 70_001), (column.Rows, later.Rows));
        for (int row = 0; row < later.Rows; row++)
        {
            int[] before = row < rows ? [row, -row] : [0, 0];
            if (row < rows) Assert.Equal(before, column[row]);
            Assert.Equal(changed.Contains(row) ? [row + 1, row + 2] : before, later[row]);
        }
    }

    // Blocks in a file beside blocks in memory, not in the file's order.
    [Fact]
    public void With_SomeBlocksInAFile_EqualsAPlainArray()
    {
        int block = RowColumn<int>.BlockRows, rows = (3 * block) + 77;
        string path = Path.GetTempFileName();
        try
        {
            int[] numbers = [.. Enumerable.Range(0, 4 * block).Select(i => -i)];
            File.WriteAllBytes(path, MemoryMarshal.AsBytes(numbers.AsSpan()));
            var column = RowColumn<int>.Allocate(rows, 2, new MappedColumn<int>(path), [200, -1, 6, 11]);
            for (int row = block; row < 2 * block; row++) (column.Built(row)[0], column.Built(row)[1]) = (row, row);
            int[] changed = [3, block - 1, block, (2 * block) + 5, rows - 1, rows + 3];

            var later = column.With(changed, [.. changed.SelectMany(row => new[] { row + 1, row + 2 })]);

            for (int row = 0; row < later.Rows; row++)
            {
                int[] before = row >= rows ? [0, 0] : Before(row);
                if (row < rows) Assert.Equal(before, column[row]);
                Assert.Equal(changed.Contains(row) ? [row + 1, row + 2] : before, later[row]);
            }
            Assert.Throws<InvalidOperationException>(() => { column.Built(0); });
            Assert.Throws<InvalidOperationException>(() => { column.BlockOf(3); });
            column.Touch([0, block, rows - 1, rows, int.MaxValue, -1]);

            int[] Before(int row)
            {
                int at = (row % block) * 2, from = (row / block) switch { 0 => 200, 2 => 6, 3 => 11, _ => -1 };
                return from < 0 ? [row, row] : [numbers[from + at], numbers[from + at + 1]];
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    // A change of one product must not cost what the catalogue is long.
    [Fact]
    public void With_OneRowOfMillions_AllocatesAsMuchAsOfThousands()
    {
        var (small, large) = (RowColumn<float>.Allocate(10_000, 4), RowColumn<float>.Allocate(4_000_000, 4));
        Assert.InRange(Allocated(large) - Allocated(small), 0, 4096);

        static long Allocated(RowColumn<float> column)
        {
            column = column.With([5_000], [1, 2, 3, 4]);
            long before = GC.GetAllocatedBytesForCurrentThread();
            column = column.With([5_000], [5, 6, 7, 8]);
            long after = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal([5f, 6f, 7f, 8f], column[5_000].ToArray());
            return after - before;
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
