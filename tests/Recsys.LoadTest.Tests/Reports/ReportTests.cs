using System.Text.Json;
using Recsys.LoadTest.Reports;

namespace Recsys.LoadTest.Tests.Reports;

public class ReportTests
{
    private static readonly LoadReport Report = new()
    {
        Host = "http://127.0.0.1:5150", StartedAt = DateTimeOffset.UnixEpoch, Loop = "closed", Concurrency = 4,
        RatePerSecond = null, CustomerCount = 10, ZipfExponent = 1.5, Seed = 1,
        Steps =
        [
            new StepResult
            {
                CandidateCount = 500, Requests = 1000, Seconds = 2.5, AnsweredPerSecond = 399.6,
                Latency = new LatencySummary(999, 1300.5, 1234.5, 2000, 3000, 4000, 5000.25),
                SendDelay = new LatencySummary(1000, 0, 0, 0, 0, 0, 0),
                Failures = new Dictionary<string, long> { ["UNAVAILABLE"] = 1 },
                Stages = [new StageSummary("score", new LatencySummary(9, 812, 812, 812, 812, 812, 812))],
            },
        ],
    };

    [Fact]
    public void Text_OfAReport_ShowsFiguresFailuresAndStages()
    {
        string text = TextReport.Of(Report).ReplaceLineEndings("\n");

        Assert.Equal(
            """
            http://127.0.0.1:5150: closed loop, concurrency 4; 10 customers, Zipf 1.5

            candidates  requests  req/s  p50 ms  p90 ms  p99 ms  p99.9 ms  max ms  failed
                   500      1000    400   1.235   2.000   3.000     4.000   5.000       1
            failed at 500 candidates: 1 × UNAVAILABLE

            Stages on the server, p50 µs, one request at a time:
            candidates  score
                   500    812

            """.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Csv_OfAReport_HasOneValueForEachColumn()
    {
        string[] lines = CsvReport.Of(Report).Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.Equal(lines[0].Split(',').Length, lines[1].Split(',').Length);
        Assert.Equal("closed,4,,500,1000,1,2.5,399.6,1300.5,1234.5,2000,3000,4000,5000.25,0,0", lines[1]);
    }

    [Fact]
    public void Json_OfAReport_CanBeReadBack()
    {
        using var document = JsonDocument.Parse(JsonReport.Of(Report));

        var step = document.RootElement.GetProperty("steps")[0];
        Assert.Equal(3000, step.GetProperty("latency").GetProperty("p99_us").GetDouble());
        Assert.Equal(1, step.GetProperty("failures").GetProperty("UNAVAILABLE").GetInt64());
        Assert.Equal("score", step.GetProperty("stages")[0].GetProperty("stage").GetString());
    }
}
