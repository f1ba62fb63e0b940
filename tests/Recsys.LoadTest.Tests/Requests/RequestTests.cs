using Recsys.LoadTest.Arrivals;
using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Tests.Fakes;
using Recsys.V1;

namespace Recsys.LoadTest.Tests.Requests;

public class RequestTests
{
    private const long Ms = 1_000_000;

    private static readonly LoadTestOptions Options = new()
    {
        Customers = IdList.Numbered("c", 4, 500),
        Products = IdList.Of([.. Enumerable.Range(0, 40).Select(i => new string('ü', 100) + i)]),
        Mix = new LoadMix(60, 30, 10), BatchSize = 7, Requests = 4_000, WarmUpRequests = 0,
        Arrivals = new ConstantRate(1_000), CandidateCounts = [300], PageSizes = [20],
    };

    [Fact]
    public async Task Mix_ManyRequests_ComeByTheirWeightsAndHaveHistogramsOfTheirOwn()
    {
        var (report, target) = await Run(Options);

        var step = report.Steps[0];
        Assert.Equal(
            ["RecommendForUser", "SimilarProducts", "IngestInteractions"], step.Methods.Select(m => m.Method));
        foreach (var (method, share) in step.Methods.Zip([0.6, 0.3, 0.1]))
        {
            Assert.Equal(4_000 * share, method.Sent, 5 * Math.Sqrt(4_000 * share));
            Assert.Equal(method.Sent, method.Latency.Count);
            Assert.Equal(method.Sent, target.Arrived.Count(call => call.Method.ToString() == method.Method));
        }
    }

    [Fact]
    public async Task Messages_OfEveryCall_AreWhatTheContractReads()
    {
        var (_, target) = await Run(Options);

        var ids = new HashSet<string>();
        foreach (var (_, method, _, message, _) in target.Arrived)
        {
            switch (method)
            {
                case LoadMethod.RecommendForUser:
                    var recommend = RecommendForUserRequest.Parser.ParseFrom(message);
                    Assert.Equal((300, 20), (recommend.CandidateCount, recommend.PageSize));
                    Assert.Matches("^c0[0-9]{3}$", recommend.CustomerId);
                    break;
                case LoadMethod.SimilarProducts:
                    var similar = SimilarProductsRequest.Parser.ParseFrom(message);
                    Assert.Equal((300, 20), (similar.CandidateCount, similar.PageSize));
                    Assert.StartsWith("üüü", similar.ProductId, StringComparison.Ordinal);
                    break;
                default:
                    var batch = IngestInteractionsRequest.Parser.ParseFrom(message);
                    Assert.Equal(7, batch.Interactions.Count);
                    // Every interaction has an id that no other one has, or the server would count it once.
                    foreach (var interaction in batch.Interactions)
                    {
                        Assert.True(ids.Add(interaction.Id), interaction.Id);
                        Assert.NotEqual(InteractionType.Unspecified, interaction.Type);
                    }
                    break;
            }
        }
        Assert.True(ids.Count > 1_000);
    }

    [Fact]
    public async Task Recording_Replayed_SendsTheSameAtTheSameTimes()
    {
        var recorder = new RequestRecorder();
        var (_, first) = await Run(Options with { Requests = 200, Recorder = recorder });
        var recording = RequestRecording.Read(recorder.ToLines());

        var (report, again) = await Run(new LoadTestOptions { Recording = recording, WarmUpRequests = 0 });
        var (_, faster) = await Run(
            new LoadTestOptions { Recording = recording, RecordingSpeed = 4, WarmUpRequests = 0 });

        Assert.Equal(200, report.Steps[0].Requests);
        long start = first.Arrived[0].AtNs;
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(first.Arrived[i].Method, again.Arrived[i].Method);
            Assert.Equal(Canonical(first.Arrived[i]), Canonical(again.Arrived[i]));
            Assert.Equal(first.Arrived[i].AtNs, again.Arrived[i].AtNs, 1.0);
            Assert.Equal(first.Arrived[i].AtNs / 4.0, faster.Arrived[i].AtNs, 2.0);
        }
        Assert.True(start > 0);
    }

    [Theory]
    [InlineData("{", "Line 2")]
    [InlineData("""{"offset_ms": -1, "method": "RecommendForUser", "message": {}}""", "offset_ms")]
    [InlineData("""{"offset_ms": 1, "method": "Other", "message": {}}""", "method")]
    [InlineData("""{"offset_ms": 1, "method": "RecommendForUser", "message": {"pageSize": "x"}}""", "Line 2")]
    [InlineData("""{"offset_ms": 0, "method": "RecommendForUser", "message": {}}""", "before")]
    public void Recording_WrittenWrong_NamesTheLine(string line, string named)
    {
        string good = """{"offset_ms": 0.5, "method": "SimilarProducts", "message": {"productId": "p"}}""";

        var error = Assert.Throws<ArgumentException>(() => RequestRecording.Read([good, line]));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, RequestRecording.Read([good, ""]).Count);
    }

    private static string Canonical(
        (long AtNs, LoadMethod Method, long Number, byte[] Message, bool WithTiming) call) =>
        call.Method switch
        {
            LoadMethod.RecommendForUser => RecommendForUserRequest.Parser.ParseFrom(call.Message).ToString(),
            LoadMethod.SimilarProducts => SimilarProductsRequest.Parser.ParseFrom(call.Message).ToString(),
            _ => IngestInteractionsRequest.Parser.ParseFrom(call.Message).ToString(),
        };

    private static async Task<(LoadReport Report, ScriptedTarget Target)> Run(LoadTestOptions options)
    {
        var clock = new VirtualClock();
        var target = new ScriptedTarget(clock, _ => (Ms, new LoadReply(LoadReply.Ok)));
        var report = await new LoadTestRun(options, target, clock).ExecuteAsync(
            "test", DateTimeOffset.UnixEpoch.AddYears(50), null, CancellationToken.None);
        return (report, target);
    }
}
