using System.Text;
using Recsys.Training.Import;
using Recsys.Training.Import.Csv;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Tests.Import.Csv;

public sealed class CsvAllocationTests
{
    [Fact]
    public void Read_ManyRows_AllocatesNothingPerRow()
    {
        using var scratch = new ScratchFolder();
        var text = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 50_000; i++) text.Append(i).Append(",\"two \"\"quoted\"\" words\",plain\n");
        using var source = new CsvRowSource(
            ImportStream.Open(scratch.Write("rows.csv", text.ToString())), ',', header: null, CsvLimits.Default);
        for (int i = 0; i < 1000; i++) source.Read();

        long before = GC.GetAllocatedBytesForCurrentThread();
        long length = 0;
        int rows = 0;
        for (; source.Read() == RowStatus.Row; rows++) length += source.Field(1).Length;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(49_000, rows);
        Assert.Equal(49_000 * "two \"quoted\" words".Length, length);
        Assert.InRange(allocated, 0, 16 * 1024);
    }
}
