using System.Text;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Import;

namespace Recsys.Training.Tests.Import;

public sealed class ImportReaderTests : IDisposable
{
    private const string Simple =
        """{ "interactions": { "type": "view", "customer": "u", "product": "i", "time": "t" } }""";

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task ReadAsync_WrongDelimiter_HintsAtTheRightOne()
    {
        var mapping = InteractionMapping.Parse(
            """{ "delimiter": ",", "interactions": { "type": "view", "customer": "u", "product": "i" } }""",
            "m.json");

        var e = await FailAsync("u;i\n1;2\n", mapping);

        Assert.Equal(
            "rows.csv: column 'u', which m.json names, is not there; there are: u;i. "
            + "The file is split at ',' but looks split by ';': "
            + "set \"delimiter\": \";\" in the mapping", e.Message);
    }

    [Fact]
    public async Task ReadAsync_ColumnTwice_SaysSo()
    {
        var e = await FailAsync("u,i,i,t\n1,2,3,4\n", InteractionMapping.Parse(Simple));

        Assert.Equal("rows.csv: two columns are named 'i'", e.Message);
    }

    [Fact]
    public async Task ReadAsync_BadValues_AreCountedByReasonShownAndKept()
    {
        var mapping = InteractionMapping.Parse(
            """
            { "interactions": { "type": { "column": "e" }, "customer": "u", "product": "i", "time": "t",
              "quantity": "q", "price": "p" } }
            """);
        string rejects = _scratch.Path("deep/rejects.csv");
        string file = _scratch.Write("rows.csv",
            "u,i,t,e,q,p\n"
            + "1,2,2020-01-01,view,1,1\n"
            + "1,,2020-01-01,view,1,1\n"
            + "1,2,yesterday,view,1,1\n"
            + "1,2,1960-01-01,view,1,1\n"
            + "1,2,2020-01-01,looked,1,1\n"
            + "1,2,2020-01-01,view,1.5,1\n"
            + "1,2,2020-01-01,view,-1,1\n"
            + "1,2,2020-01-01,view,1,NaN\n"
            + "1,2,2020-01-01,view,1,1e39\n"
            + "1,\"a\u0001b\",2020-01-01,view,1,1\n"
            + $"1,{new string('x', 129)},2020-01-01,view,1,1\n"
            + ",2,2020-01-01,view,1,1\n"
            + "1,2\n"
            + "1,\"say \"\"hi\"\"\",2020-01-01,purchase,2.0,\n");

        var (table, report) = await InteractionFiles.ReadAsync([file], mapping,
            new ImportOptions { RejectsPath = rejects, ShownRejects = 2 });

        Assert.Equal(2, table.Count);
        Assert.Equal([InteractionType.View, InteractionType.Purchase], table.Types);
        Assert.Equal([1, 2], table.Quantities);
        Assert.Equal("say \"hi\"", table.ItemIds[1]);
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["i is empty"] = 1,
                ["t is not a time"] = 1,
                ["t is not between 1970 and 9999"] = 1,
                ["e is no known type of interaction"] = 1,
                ["q is not a whole number"] = 1,
                ["q is negative"] = 1,
                ["p is not a number"] = 2,
                ["i is no id: 1 to 128 characters, none of them control characters"] = 2,
                ["u is empty"] = 1,
                ["2 fields where the header has 6"] = 1,
            },
            report.Rejected);
        Assert.Equal([(3, "i is empty", "1,,2020-01-01,view,1,1"), (4, "t is not a time", "1,2,yesterday,view,1,1")],
            report.FirstRejects.Select(row => ((int)row.Line, row.Reason, row.Text)));
        var lines = File.ReadAllLines(rejects);
        Assert.Equal(13, lines.Length);
        Assert.Equal("\"rows.csv\",3,\"i is empty\",\"1,,2020-01-01,view,1,1\"", lines[1]);
        Assert.Equal(report.Rows, report.Accepted + report.Rejected.Values.Sum());
    }

    [Fact]
    public async Task ReadAsync_RejectsFile_IsCsvThatKeepsEveryByte()
    {
        string rejects = _scratch.Path("rejects.csv");
        string file = _scratch.Write("rows.csv",
            [.. "u,i,t\n1,\"x\"y,2020-01-01\n1,"u8, 0xFF, .. ",2020-01-01\n1,2,2020-01-01\n"u8]);

        await InteractionFiles.ReadAsync([file], InteractionMapping.Parse(Simple),
            new ImportOptions { RejectsPath = rejects });

        byte[] expected =
        [
            .. "file,line,reason,row\n\"rows.csv\",2,\"text after a closing quote\",\"1,\"\"x\"\"y,2020-01-01\"\n"u8,
            .. "\"rows.csv\",3,\"not valid UTF-8 (if all such rows are fine elsewhere: iconv -f latin1 -t utf-8)\","u8,
            .. "\"1,"u8, 0xFF, .. ",2020-01-01\"\n"u8,
        ];
        Assert.Equal(expected, File.ReadAllBytes(rejects));
    }

    [Fact]
    public async Task ReadAsync_GoodFile_MakesNoRejectsFile()
    {
        string rejects = _scratch.Path("rejects.csv");

        await InteractionFiles.ReadAsync(
            [_scratch.Write("rows.csv", "u,i,t\n1,2,2020-01-01\n")], InteractionMapping.Parse(Simple),
                new ImportOptions { RejectsPath = rejects });

        Assert.False(File.Exists(rejects));
    }

    [Fact]
    public async Task ReadAsync_Rules_CountTheFirstThatApplies()
    {
        var mapping = InteractionMapping.Parse(
            """
            { "interactions": { "type": "view", "customer": "u", "product": "i" },
              "maxEmptyColumns": 2,
              "rules": [
                { "column": "i", "oneOf": ["POST", "DOT"], "drop": "postage" },
                { "column": "q", "greaterThan": 0, "atMost": 9, "otherwiseDrop": "quantity" },
                { "column": "i", "matches": "^[0-9]+$", "otherwiseDrop": "no code" } ] }
            """);
        string file = _scratch.Write("rows.csv",
            "u,i,q,a,b\n1,POST,0,x,x\n1,2,0,x,x\n1,2,10,x,x\n1,2,9,,x\n1,B2,1,x,x\n1,2,many,x,x\n1,2,,,\n");

        var (table, report) = await InteractionFiles.ReadAsync([file], mapping);

        Assert.Equal(1, table.Count);
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["postage"] = 1, ["quantity"] = 2, ["no code"] = 1, ["more than 2 empty fields"] = 1,
            },
            report.Dropped);
        Assert.Equal(new Dictionary<string, long> { ["q is not a number"] = 1 }, report.Rejected);
    }

    [Fact]
    public async Task ReadAsync_TimeLimits_KeepOthersOutOfProductsToo()
    {
        var mapping = InteractionMapping.Parse(
            """
            { "interactions": { "type": "purchase", "customer": "u", "product": "i", "time": "t", "price": "p" },
              "products": { "id": "i", "title": "n", "price": "p" } }
            """);
        string file =
            _scratch.Write("rows.csv", "u,i,t,p,n\n1,2,2020-01-01,5,Old\n1,2,2020-02-01,9,New\n1,2,2020-02-02,9,New\n");
        long february = new DateTimeOffset(2020, 2, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

        var before = await InteractionFiles.ReadAsync([file], mapping, new ImportOptions { BeforeMs = february });
        var from = await InteractionFiles.ReadAsync([file], mapping, new ImportOptions { FromMs = february });

        Assert.Equal((1, "Old", 5.0),
            (before.Table.Count, before.Table.Products[0].Title, before.Table.Products[0].Price));
        Assert.Equal((2, "New", 9.0), (from.Table.Count, from.Table.Products[0].Title, from.Table.Products[0].Price));
    }

    [Fact]
    public async Task ReadAsync_NoMapping_TakesCommonNamesAndSaysSo()
    {
        var (table, report) = await InteractionFiles.ReadAsync(
            [_scratch.Write("log.tsv", "User ID\titem_id\tRating\tTimestamp\n7\t9\t4.5\t1577836800\n")], mapping: null);

        Assert.Equal(("7", "9", 4.5f, 1577836800000L),
            (table.UserIds[0], table.ItemIds[0], table.Values[0], table.TimesMs[0]));
        Assert.Equal(InteractionType.Rating, table.Types[0]);
        Assert.Contains("customer = User ID, product = item_id, time = Timestamp", Assert.Single(report.Notes),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoMappingAndNoCommonNames_AsksForOne()
    {
        var e = await FailAsync("alpha,beta\n1,2\n", mapping: null);

        Assert.Equal(
            "rows.csv: no column looks like the product's id, among: alpha, beta; "
            + "say which it is in a mapping file (--mapping), or name the columns in the first line, for example "
            + "user_id,item_id,timestamp", e.Message);
    }

    [Fact]
    public async Task ReadAsync_HeaderInTheMapping_ReadsTheFirstLineAsData()
    {
        var mapping = InteractionMapping.Parse(
            """
            { "header": ["u", "i"], "delimiter": "\t",
              "interactions": { "type": "click", "customer": "u", "product": "i" } }
            """);

        var (table, _) = await InteractionFiles.ReadAsync([_scratch.Write("rows.tsv", "1\t2\n3\t4\n")], mapping);

        Assert.Equal(["1", "3"], table.UserIds);
    }

    [Fact]
    public async Task ReadAsync_TruncatedGzip_IsNoTable()
    {
        var text = new StringBuilder("u,i,t\n");
        for (int i = 0; i < 5000; i++) text.Append(i).Append(',').Append(i).Append(",2020-01-01\n");
        byte[] packed = ScratchFolder.Gzip(text.ToString());
        string file = _scratch.Write("rows.csv.gz", packed.AsSpan(0, packed.Length / 2));

        var e = await Assert.ThrowsAsync<ImportException>(() =>
            InteractionFiles.ReadAsync([file], InteractionMapping.Parse(Simple)));

        Assert.StartsWith("rows.csv.gz: the gzip file is cut off after ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NothingLeft_SaysWhereItWent()
    {
        var e = await FailAsync("u,i,t\n1,2,never\n", InteractionMapping.Parse(Simple));

        Assert.Equal("no interactions with a customer in rows.csv: 1 rows read, 0 dropped by rules, 1 rejected",
            e.Message);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => InteractionFiles.ReadAsync([Sample.Transactions], InteractionMapping.Load(Sample.Mapping),
                cancellation: cancelled.Token));
    }

    [Fact]
    public async Task ReadAsync_Progress_EndsAtTheWholeFile()
    {
        var seen = new List<ImportProgress>();

        await InteractionFiles.ReadAsync(
            [_scratch.Write("a.csv", "u,i,t\n1,2,2020-01-01\n"),
                _scratch.Write("b.csv", "u,i,t\n1,2,2020-01-02\n1,2,2020-01-03\n")],
            InteractionMapping.Parse(Simple), progress: new Collect(seen));

        Assert.Equal((3L, seen[^1].BytesTotal, "b.csv"), (seen[^1].Rows, seen[^1].BytesRead, seen[^1].File));
    }

    private Task<ImportException> FailAsync(string content, InteractionMapping? mapping) =>
        Assert.ThrowsAsync<ImportException>(() =>
            InteractionFiles.ReadAsync([_scratch.Write("rows.csv", content)], mapping));

    private sealed class Collect(List<ImportProgress> seen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => seen.Add(value);
    }
}
