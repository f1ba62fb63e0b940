using Recsys.Bench.Features;

namespace Recsys.Bench.Tests.Features;

public class FeatureReaderTests
{
    public static TheoryData<string> Ways => ["ranker", "column", "faster"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Read_ProductsInAnyOrder_SumsUpWhatWasStored(string way)
    {
        using IFeatureReader reader = way switch
        {
            "ranker" => new RankerReader(1_000, 10),
            "column" => new ColumnReader(1_000, 10),
            _ => new FasterReader(1_000, 10),
        };

        Assert.Equal(999 + 3 + 3 + 500, reader.Read([999, 3, 3, 500, 0]));
    }
}
