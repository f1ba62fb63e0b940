using System.Text.Json;
using Recsys.LoadTest.Reports;

namespace Recsys.LoadTest.Tests.Reports;

public class ReportTests
{
    private const string Load =
        "http://127.0.0.1:5150: open loop, 400 requests/s, Poisson arrivals, "
        + "latency from the time each request was due";

    private const string Head =
        "candidates  page  due/s  answered/s  p50 ms  p90 ms  p99 ms  p99.9 ms  m"
        + "ax ms  failed  not sent  send delay p99 ms  server p50 ms  server p99 ms";

    private const string Row =
        "       500    10    400       399.6   1.235   2.000   3.000     4.000   "
        + "5.000       1         2              0.040          0.900          0.900";

    [Fact]
    public void Text_OfAReport_ShowsFiguresFailuresAndStages()
    {
        string text = TextReport.Of(SampleReport.Small);

        Assert.Equal(
            $"""
            {Load}
            10 customers, Zipf 1.5, seed 1; server 0.1.0, model v7, 4070 products, 2 processors

            {Head}
            {Row}
            failed at 500 candidates: 1 × UNAVAILABLE

            Stages on the server, p50 / p99 ms:
            candidates  page  due/s          score          total
                   500    10    400  0.812 / 0.812  0.900 / 0.900

            The generator used 42 µs of processor a request.
            Note: Something to know.

            """, text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Csv_OfAReport_HasOneValueForEachColumn()
    {
        string[] lines = CsvReport.Of(SampleReport.Small).Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.Equal(lines[0].Split(',').Length, lines[1].Split(',').Length);
        Assert.Equal(
            "sweep,open,400 requests/s,400,,500,10,1002,2,1,2.5,399.6,1300.5,1234.5,2000,3000,4000,4500,5000.25,10,40,"
            + "900,900,42", lines[1]);
    }

    [Fact]
    public void Json_OfAReport_HasItsDocumentedFields()
    {
        using var document = JsonDocument.Parse(JsonReport.Of(SampleReport.Small));

        Assert.Equal(2, document.RootElement.GetProperty("format_version").GetInt32());
        var step = document.RootElement.GetProperty("steps")[0];
        Assert.Equal(3000, step.GetProperty("latency").GetProperty("p99_us").GetDouble());
        Assert.Equal(1, step.GetProperty("failures").GetProperty("UNAVAILABLE").GetInt64());
        Assert.Equal("score", step.GetProperty("stages")[0].GetProperty("stage").GetString());
        Assert.Equal(3, step.GetProperty("histogram").GetProperty("count").GetArrayLength());
    }

    [Fact]
    public void Json_ReadBack_IsTheSame()
    {
        string json = JsonReport.Of(SampleReport.Small);

        Assert.Equal(json, JsonReport.Of(JsonReport.Read(json)));
    }

    [Fact]
    public void Json_Histograms_CanBeAddedToOthers()
    {
        var all = new LatencyHistogram();
        var parts = new List<HistogramBuckets>();
        var random = new Random(5);
        for (int part = 0; part < 4; part++)
        {
            var histogram = new LatencyHistogram();
            for (int i = 0; i < 1_000; i++)
            {
                long value = random.NextInt64(1L << random.Next(1, 40));
                histogram.Record(value);
                all.Record(value);
            }
            parts.Add(histogram.ToBuckets());
        }

        var merged = new LatencyHistogram();
        foreach (var part in parts) merged.Add(part);

        Assert.Equal(all.Summarize() with { MeanUs = 0 }, merged.Summarize() with { MeanUs = 0 });
        Assert.Equal(all.ToBuckets().Count, merged.ToBuckets().Count);
    }
}
