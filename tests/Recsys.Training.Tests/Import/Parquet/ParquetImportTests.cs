using System.Text;
using Recsys.Training.Data;
using Recsys.Training.Import;
using Recsys.Training.Import.Parquet;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Tests.Import.Parquet;

public sealed class ParquetImportTests
{
    [Fact]
    public async Task ReadAsync_SampleAsParquet_EqualsTheCsv()
    {
        if (!DuckDbPresence.IsHere()) return;
        using var scratch = new ScratchFolder();
        // Types as DuckDB guesses them: numbers, a timestamp, text.
        DuckDbPresence.Execute(
            "COPY (SELECT * FROM read_csv($1, sample_size = -1)) "
            + $"TO '{scratch.Path("sample.parquet")}' (FORMAT parquet)",
            Sample.Transactions);
        var mapping = InteractionMapping.Load(Sample.Mapping);

        var csv = await Sample.ReadAsync();
        var parquet = await InteractionFiles.ReadAsync([scratch.Path("sample.parquet")], mapping);

        Assert.Equal(csv.Report.Dropped, parquet.Report.Dropped);
        Assert.Equal(csv.Report.Rejected, parquet.Report.Rejected);
        Assert.Equal(csv.Table.UserIds, parquet.Table.UserIds);
        Assert.Equal(csv.Table.UserCountries, parquet.Table.UserCountries);
        Assert.Equal(csv.Table.ItemIds, parquet.Table.ItemIds);
        Assert.Equal(csv.Table.Users, parquet.Table.Users);
        Assert.Equal(csv.Table.Items, parquet.Table.Items);
        Assert.Equal(csv.Table.TimesMs, parquet.Table.TimesMs);
        Assert.Equal(csv.Table.Prices, parquet.Table.Prices);
        Assert.Equal(csv.Table.Quantities, parquet.Table.Quantities);
        Assert.Equal(csv.Table.Sessions, parquet.Table.Sessions);
        Assert.Equal(
            csv.Table.Products.Select(product => (product.Title, product.Price, product.SaleStartMs)),
            parquet.Table.Products.Select(product => (product.Title, product.Price, product.SaleStartMs)));
    }

    [Fact]
    public void Read_EveryKindOfColumn_GivesTheTextOfACsv()
    {
        if (!DuckDbPresence.IsHere()) return;
        using var scratch = new ScratchFolder();
        string path = scratch.Path("kinds.parquet");
        DuckDbPresence.Execute(
            $"""
            COPY (SELECT 13085.0::DOUBLE AS id, 6.95::DOUBLE AS price, 'NaN'::DOUBLE AS missing,
                         7::BIGINT AS big, NULL::INTEGER AS nothing,
                         TIMESTAMP '2011-06-01 12:30:00' AS ts, TIMESTAMPTZ '2011-06-01 12:30:00+02' AS tz,
                         DATE '2011-06-01' AS day,
                         ['a', 'b'] AS list, true AS flag, 1.50::DECIMAL(8, 2) AS dec, 'bytes'::BLOB AS raw,
                         'a text that is longer than twelve bytes' AS "na""me; DROP TABLE x")
            TO '{path}' (FORMAT parquet)
            """);

        using var source = new ParquetRowSource(path, '|');

        Assert.Equal("na\"me; DROP TABLE x", source.Columns[^1]);
        Assert.Equal(RowStatus.Row, source.Read());
        var texts = Enumerable.Range(0, source.Columns.Count).Select(i => Encoding.UTF8.GetString(source.Field(i)));
        Assert.Equal(
            ["13085", "6.95", "", "7", "", "1306931400000", "1306924200000", "1306886400000", "a|b", "true", "1.50",
                "bytes",
                "a text that is longer than twelve bytes"],
            texts);
        Assert.True(source.IsUnixMs(5) && source.IsUnixMs(6) && source.IsUnixMs(7));
        Assert.False(source.IsUnixMs(3));
        Assert.Equal(RowStatus.End, source.Read());
        Assert.Equal(RowStatus.End, source.Read());
        Assert.Null(source.Damage);
    }

    [Fact]
    public void Open_NameWithPatternAndQuotes_ReadsThatFileAlone()
    {
        if (!DuckDbPresence.IsHere()) return;
        using var scratch = new ScratchFolder();
        DuckDbPresence.Execute($"COPY (SELECT 1 AS a) TO '{scratch.Path("plain.parquet")}' (FORMAT parquet)");
        string odd = scratch.Path("*['; DROP TABLE x;--].parquet");
        File.Move(scratch.Path("plain.parquet"), odd);
        File.WriteAllText(scratch.Path("other.parquet"), "PAR1 is not enough");

        using var source = RowSources.Open(odd, mapping: null);

        Assert.Equal(["a"], source.Columns);
        Assert.Equal(RowStatus.Row, source.Read());
        Assert.Equal(RowStatus.End, source.Read());
    }

    [Theory]
    [InlineData("PAR1 and then nothing of the kind")]
    [InlineData("PAR1PAR1")]
    public void Open_BeginsLikeParquetButIsNot_SaysSoInOneLine(string content)
    {
        if (!DuckDbPresence.IsHere()) return;
        using var scratch = new ScratchFolder();
        string path = scratch.Write("broken.parquet", content);

        var e = Assert.Throws<ImportException>(() => RowSources.Open(path, mapping: null));

        Assert.StartsWith("broken.parquet cannot be read as Parquet: ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.DoesNotContain("/proc/", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NamedParquetButText_SaysSo()
    {
        using var scratch = new ScratchFolder();
        string path = scratch.Write("text.parquet", "user_id,item_id\n1,2\n");

        var e = Assert.Throws<ImportException>(() => RowSources.Open(path, mapping: null));

        Assert.Equal("text.parquet is not a Parquet file, whatever its name says: it does not begin with PAR1",
            e.Message);
    }

    [Fact]
    public void Open_ParquetNamedCsv_IsReadAsParquet()
    {
        if (!DuckDbPresence.IsHere()) return;
        using var scratch = new ScratchFolder();
        string path = scratch.Path("really.csv");
        DuckDbPresence.Execute($"COPY (SELECT 1 AS a) TO '{path}' (FORMAT parquet)");

        using var source = RowSources.Open(path, mapping: null);

        Assert.IsType<ParquetRowSource>(source);
    }

    [Fact]
    public void Open_DamagedPages_KeepsTheRowsBefore()
    {
        if (!DuckDbPresence.IsHere()) return;
        using var scratch = new ScratchFolder();
        string path = scratch.Path("damaged.parquet");
        DuckDbPresence.Execute(
            $"COPY (SELECT range AS a, hash(range)::VARCHAR AS b FROM range(200000)) TO '{path}' "
            + "(FORMAT parquet, ROW_GROUP_SIZE 20000)");
        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length * 3 / 4, 4096).Fill(0xFF);
        File.WriteAllBytes(path, bytes);

        using var source = new ParquetRowSource(path, '|');
        long rows = 0;
        for (; source.Read() == RowStatus.Row; rows++)
            Assert.Equal($"{rows}", Encoding.UTF8.GetString(source.Field(0)));

        Assert.InRange(rows, 20_000, 180_000);
        Assert.StartsWith($"damaged.parquet is damaged after row {rows}: ", source.Damage, StringComparison.Ordinal);
    }
}
