using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Recsys.Training.Import;
using Recsys.Training.Import.Csv;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Tests.Import.Csv;

public sealed class CsvRoundTripTests
{
    private static readonly string[] Pieces =
        ["\"", ",", "\n", "\r", "\r\n", ";", "a", "é", "日本", "😀", " ", "\"\"", "x", ""];

    /// <summary>
    /// Any table, written as RFC 4180 says, is read back as it was, whatever the buffer's borders cut through.
    /// </summary>
    [Fact]
    public void Read_WhatWasWritten_IsWhatWasMeant()
    {
        var field = Gen.ArrayOf(Gen.Elements(Pieces)).Select(string.Concat);
        var table =
            from columns in Gen.Choose(2, 5)
            from rows in Gen.ListOf(Gen.ArrayOf(field, columns))
            from lineEnd in Gen.Elements("\n", "\r\n")
            from endsWithLine in Gen.Elements(true, false)
            from bufferBytes in Gen.Choose(16, 64)
            select (Columns: columns, Rows: rows.ToList(), lineEnd, endsWithLine, bufferBytes);

        Prop.ForAll(table.ToArbitrary(), t =>
            AreEqual(t.Rows, Read(Write(t.Columns, t.Rows, t.lineEnd, t.endsWithLine), t.bufferBytes)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(7, 11));
    }

    /// <summary>Whatever the bytes, reading ends, and every row is good or has a reason.</summary>
    [Fact]
    public void Read_AnyBytes_Ends()
    {
        var bytes = Gen.ArrayOf(Gen.Frequency(
            (3, Gen.Elements("\",\n\r"u8.ToArray())), (2, Gen.Choose(0, 255).Select(b => (byte)b))));

        Prop.ForAll(bytes.ToArbitrary(), content =>
        {
            using var scratch = new ScratchFolder();
            string path = scratch.Write("any.csv", [.. "a,b\n"u8, .. content]);
            using var source = new CsvRowSource(ImportStream.Open(path), ',', header: null, Limits(32));
            long lines = 1;
            for (RowStatus status; (status = source.Read()) != RowStatus.End;)
            {
                if (status == RowStatus.Bad && source.BadReason.Length == 0) return false;
                if (source.Line <= lines) return false;
                lines = source.Line;
            }
            return source.ContentBytesRead == content.Length + 4;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(3, 5));
    }

    private static bool AreEqual(List<string[]> written, List<string[]> read) =>
        written.Count == read.Count && written.Zip(read).All(pair => pair.First.SequenceEqual(pair.Second));

    private static string Write(int columns, List<string[]> rows, string lineEnd, bool endsWithLine)
    {
        var text = new StringBuilder().AppendJoin(',',
            Enumerable.Range(0, columns).Select(i => $"c{i}")).Append(lineEnd);
        for (int i = 0; i < rows.Count; i++)
        {
            text.AppendJoin(',', rows[i].Select(Quote));
            if (i < rows.Count - 1 || endsWithLine) text.Append(lineEnd);
        }
        return text.ToString();
    }

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny("\",\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static List<string[]> Read(string text, int bufferBytes)
    {
        using var scratch = new ScratchFolder();
        using var source =
            new CsvRowSource(ImportStream.Open(scratch.Write("t.csv", text)), ',', header: null, Limits(bufferBytes));
        var rows = new List<string[]>();
        while (source.Read() == RowStatus.Row)
            rows.Add([.. Enumerable.Range(0, source.Columns.Count).Select(i =>
                Encoding.UTF8.GetString(source.Field(i)))]);
        return rows;
    }

    private static CsvLimits Limits(int bufferBytes) => new() { BufferBytes = bufferBytes };
}
