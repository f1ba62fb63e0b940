using System.IO.Pipes;
using System.Text;
using Recsys.Training.Import;
using Recsys.Training.Import.Csv;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Tests.Import.Csv;

public sealed class CsvRowSourceTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Read_PlainRows_GivesFieldsAndLines()
    {
        var rows = ReadAll("a,b\n1,2\n\n3,\n");

        Assert.Equal(["2: 1|2", "4: 3|"], rows);
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\r\n1,2")]
    [InlineData("\uFEFFa,b\n1,2\n")]
    [InlineData("a,b\r\n\"1\",\"2\"\r\n")]
    [InlineData("\"a\",\"b\"\n\"1\",2\r")]
    public void Read_LineEndsAndByteOrderMark_AreNoPartOfFields(string text)
    {
        var rows = ReadAll(text, out var columns);

        Assert.Equal(["a", "b"], columns);
        Assert.Equal(["2: 1|2"], rows);
    }

    [Fact]
    public void Read_QuotedNewline_IsOneRowAndCountsItsLines()
    {
        var rows = ReadAll("a,b\n\"one\ntwo\r\nthree\",2\n4,5\n");

        Assert.Equal(["2: one\ntwo\r\nthree|2", "5: 4|5"], rows);
    }

    [Fact]
    public void Read_QuotesInside_AreUnescapedOrKept()
    {
        var rows = ReadAll("a,b\n\"say \"\"hi\"\"\",7\" plate\n\"\"\"\",\"\"\n");

        Assert.Equal(["2: say \"hi\"|7\" plate", "3: \"|"], rows);
    }

    [Fact]
    public void Read_BadRows_CostThemselvesAlone()
    {
        var rows = ReadAll("a,b\n1,2,3\n1\n\"x\"y,2\n5,6\n\"open,1\n7,8\n");

        Assert.Equal(
            [
                "2: bad (3 fields where the header has 2): 1,2,3",
                "3: bad (1 fields where the header has 2): 1",
                "4: bad (text after a closing quote): \"x\"y,2",
                "5: 5|6",
                "6: bad (a quoted field is not closed): \"open,1",
                "7: 7|8",
            ],
            rows);
    }

    [Fact]
    public void Read_InvalidUtf8_IsABadRow()
    {
        string path = _scratch.Write("file.csv", [.. "a,b\n1,"u8, 0xC3, 0x28, .. "\n3,4\n"u8]);

        var rows = ReadFile(path, null, CsvLimits.Default, out _);

        Assert.Equal(
            ["2: bad (not valid UTF-8 (if all such rows are fine elsewhere: iconv -f latin1 -t utf-8)): 1,\uFFFD(",
                "3: 3|4"], rows);
    }

    [Fact]
    public void Read_HugeField_IsABadRowInBoundedMemory()
    {
        string huge = new('x', 3_000_000);

        var rows = ReadAll($"a,b\n1,{huge}\n2,\"{huge}\"\n3,4\n");

        Assert.Equal(3, rows.Count);
        Assert.StartsWith("2: bad (row longer than 1048576 bytes, or a quoted field that is not closed): 1,xxx",
            rows[0]);
        Assert.InRange(rows[0].Length, 60_000, 70_000);
        Assert.StartsWith("3: bad (row longer than", rows[1]);
        Assert.Equal("4: 3|4", rows[2]);
    }

    [Fact]
    public void Read_LongField_IsABadRow()
    {
        var rows = ReadAll($"a,b\n1,{new string('x', 65_537)}\n2,{new string('y', 65_536)}\n");

        Assert.StartsWith("2: bad (field longer than 65536 bytes)", rows[0]);
        Assert.Equal(65_536 + 5, rows[1].Length);
    }

    [Fact]
    public void Read_QuoteThatIsNeverClosed_CostsOneRow()
    {
        var text = new StringBuilder("a,b\n\"open,0\n");
        for (int i = 0; i < 200_000; i++) text.Append(i).Append(",1234567890\n");

        var rows = ReadAll(text.ToString());

        Assert.Equal(200_001, rows.Count);
        Assert.Equal("2: bad (row longer than 1048576 bytes, or a quoted field that is not closed): \"open,0", rows[0]);
        Assert.Equal("200002: 199999|1234567890", rows[^1]);
    }

    [Fact]
    public void Read_GzipByContent_WhateverItsName()
    {
        string path = _scratch.WriteGzip("plain.csv", "a,b\n1,2\n");

        Assert.Equal(["2: 1|2"], ReadFile(path, null, CsvLimits.Default, out _));
    }

    [Fact]
    public void Read_GzipMembersInARow_AreOneFile()
    {
        string path =
            _scratch.Write("two.csv.gz", [.. ScratchFolder.Gzip("a,b\n1,2\n"), .. ScratchFolder.Gzip("3,4\n")]);

        using var source = Open(path);
        var rows = Drain(source);

        Assert.Equal(["2: 1|2", "3: 3|4"], rows);
        Assert.Null(source.Damage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(1000)]
    public void Read_TruncatedGzip_KeepsWholeRowsAndSaysSo(int missing)
    {
        var text = new StringBuilder("a,b\n");
        for (int i = 0; i < 20_000; i++) text.Append(i).Append(',').Append(i * 7919L % 100_003).Append('\n');
        byte[] packed = ScratchFolder.Gzip(text.ToString());
        string path = _scratch.Write("cut.csv.gz", packed.AsSpan(0, packed.Length - missing));

        using var source = Open(path);
        var rows = Drain(source);

        Assert.StartsWith("cut.csv.gz: the gzip file is cut off after ", source.Damage);
        Assert.Equal(rows, ReadAll(text.ToString()).Take(rows.Count));
        Assert.InRange(rows.Count, missing == 1000 ? 1 : 19_999, 20_000);
    }

    [Fact]
    public void Read_CorruptGzip_SaysSo()
    {
        var text = new StringBuilder("a,b\n");
        for (int i = 0; i < 20_000; i++) text.Append(i).Append(',').Append(i * 7919L % 100_003).Append('\n');
        byte[] packed = ScratchFolder.Gzip(text.ToString());
        packed[^6] ^= 1;

        using var source = Open(_scratch.Write("corrupt.csv.gz", packed));
        Drain(source);

        Assert.StartsWith("corrupt.csv.gz: the gzip file is damaged after ", source.Damage);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, "file.csv is UTF-16 text: save it as UTF-8")]
    [InlineData(
        new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x00 },
        "file.csv is a zip archive or a spreadsheet: unpack it, or save it as CSV")]
    [InlineData(
        new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 0x00 },
        "file.csv is compressed in a way that is not read here: unpack it, or use gzip")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 0x00 }, "file.csv is not a text file")]
    [InlineData(new byte[0], "file.csv is empty: the first line must name the columns")]
    public void Open_NoText_SaysWhatItIs(byte[] content, string message)
    {
        string path = _scratch.Write("file.csv", content);

        Assert.Equal(message, Assert.Throws<ImportException>(() => Open(path).Dispose()).Message);
    }

    [Fact]
    public void Open_NoFile_SaysSo()
    {
        string path = _scratch.Path("none.csv");

        Assert.Equal($"{path}: no such file", Assert.Throws<ImportException>(() => Open(path).Dispose()).Message);
    }

    [Fact]
    public void Open_FolderOrPipe_SaysSo()
    {
        using var pipe = new AnonymousPipeServerStream();
        string pipePath = $"/proc/self/fd/{pipe.SafePipeHandle.DangerousGetHandle()}";
        string folder = Path.GetDirectoryName(_scratch.Path("x"))!;

        Assert.Equal($"{folder} is a folder: name the files in it",
            Assert.Throws<ImportException>(() => Open(folder).Dispose()).Message);
        Assert.Equal(
            $"{pipePath} is a pipe or a device: write it to a file first",
            Assert.Throws<ImportException>(() => Open(pipePath).Dispose()).Message);
    }

    [Theory]
    [InlineData("a;b\n1;2\n")]
    [InlineData("a\tb\n1\t2\n")]
    [InlineData("a|b\n1|2\n")]
    [InlineData("\"a\";b\n1;2\n")]
    public void Open_NoDelimiterNamed_FindsIt(string text)
    {
        Assert.Equal(["2: 1|2"], ReadAll(text));
    }

    private List<string> ReadAll(string text) => ReadAll(text, out _);

    private List<string> ReadAll(string text, out IReadOnlyList<string> columns) =>
        ReadFile(_scratch.Write("file.csv", text), null, CsvLimits.Default, out columns);

    private static List<string> ReadFile(string path, char? delimiter, CsvLimits limits,
        out IReadOnlyList<string> columns)
    {
        using var source = new CsvRowSource(ImportStream.Open(path), delimiter, header: null, limits);
        columns = source.Columns;
        return Drain(source);
    }

    private static CsvRowSource Open(string path) => new(ImportStream.Open(path), ',', header: null, CsvLimits.Default);

    private static List<string> Drain(CsvRowSource source)
    {
        var rows = new List<string>();
        for (RowStatus status; (status = source.Read()) != RowStatus.End;)
        {
            string row = status == RowStatus.Bad
                ? $"bad ({source.BadReason}): {Encoding.UTF8.GetString(source.RawRow)}"
                : string.Join('|',
                    Enumerable.Range(0, source.Columns.Count).Select(i => Encoding.UTF8.GetString(source.Field(i))));
            rows.Add($"{source.Line}: {row}");
            Assert.Equal(rows.Count, source.Ordinal);
        }
        return rows;
    }
}
