using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Fronts.Web;

public sealed class GrpcWebTests
{
    private const string Count = WebCall.ProbePath + "Count";

    public static TheoryData<string, string> Ways
    {
        get
        {
            var ways = new TheoryData<string, string>();
            foreach (string version in new[] { "1.1", "2.0" })
                foreach (string type in new[] { WebCall.Binary, WebCall.Text, "application/grpc-web" })
                    ways.Add(type, version);
            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Unary_EveryWay_IsAnswered(string type, string version)
    {
        await using var test = await TestServer.StartAsync();
        using var client = Client(test);
        foreach (string text in new[] { "", "a", "ab", "abc", "übergroß \u0001", new string('x', 100_000) })
        {
            var reply = await WebCall.ProbeAsync(client, "Fail", text, type, version);
            Assert.Equal(StatusCode.OK, reply.Code);
            Assert.Equal([text], reply.Texts);
            Assert.Equal(type.Contains("text", StringComparison.Ordinal) ? WebCall.Text : WebCall.Binary,
                reply.ContentType);
        }
        Assert.Empty(test.Errors);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Unary_ThatFails_KeepsTheDetails(string type, string version)
    {
        await using var test = await TestServer.StartAsync();
        test.Probe.Failure = RpcErrors.NotFound("PROBE", "Nothing is found, not even 100 % of ü.", "probe_id", "7");
        using var client = Client(test);
        var reply = await WebCall.ProbeAsync(client, "Fail", "x", type, version);
        Assert.Equal((StatusCode.NotFound, "PROBE"), (reply.Code, reply.Reason));
        Assert.Equal("Nothing is found, not even 100 % of ü.", reply.Details.Message);
        Assert.Empty(reply.Messages);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Stream_EachMessage_ComesWhenItIsWritten(string type, string version)
    {
        await using var test = await TestServer.StartAsync();
        test.Probe.Failure = RpcErrors.NotFound("PROBE", "The end.", "probe_id", "7");
        using var client = Client(test);
        byte[] body = Body(type, "x");
        using var answer = await WebCall.SendAsync(client, Count, body, type, version);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        byte[] first = Body(type, "one");
        byte[] read = new byte[first.Length];
        await stream.ReadExactlyAsync(read);
        Assert.Equal(first, read);

        test.Probe.LetGo.SetResult();
        using var rest = new MemoryStream();
        await stream.CopyToAsync(rest);
        using var whole = new HttpResponseMessage { Content = new ByteArrayContent([.. read, .. rest.ToArray()]) };
        whole.Content.Headers.ContentType = answer.Content.Headers.ContentType;
        var reply = await WebReply.ReadAsync(whole);
        Assert.Equal(["one", "two"], reply.Texts);
        Assert.Equal((StatusCode.NotFound, "PROBE"), (reply.Code, reply.Reason));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Stream_WhoseClientLeaves_IsCancelled(string version)
    {
        await using var test = await TestServer.StartAsync();
        using var client = Client(test);
        using (await WebCall.SendAsync(client, Count, Body(WebCall.Binary, "x"), version: version))
            await test.Probe.Entered.WaitAsync();
        Assert.True(await test.Probe.GaveUp.Task);
        Assert.Empty(test.Errors);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Unary_WhoseClientLeaves_IsCancelled(string version)
    {
        await using var test = await TestServer.StartAsync();
        using var client = Client(test);
        using var leaving = new CancellationTokenSource();
        var call = WebCall.SendAsync(
            client, WebCall.ProbePath + "Wait", Body(WebCall.Binary, "x"), version: version,
            cancellation: leaving.Token);
        await test.Probe.Entered.WaitAsync();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(await test.Probe.GaveUp.Task);
        Assert.Equal(StatusCode.OK, (await WebCall.ProbeAsync(client, "Fail", "x", version: version)).Code);
        Assert.Empty(test.Errors);
    }

    [Theory]
    [InlineData("Wait", "1.1")]
    [InlineData("Wait", "2.0")]
    [InlineData("Count", "1.1")]
    [InlineData("Count", "2.0")]
    public async Task Deadline_ThatPasses_EndsTheCallWithDetails(string method, string version)
    {
        await using var test = await TestServer.StartAsync();
        using var client = Client(test);
        using var answer = await WebCall.SendAsync(
            client, WebCall.ProbePath + method, Body(WebCall.Binary, "x"), version: version,
            headers: ("grpc-timeout", "100m"));
        var reply = await WebReply.ReadAsync(answer);
        Assert.Equal((StatusCode.DeadlineExceeded, ErrorReasons.DeadlineExceeded), (reply.Code, reply.Reason));
        Assert.True(await test.Probe.GaveUp.Task);
        Assert.Equal(StatusCode.OK, (await WebCall.ProbeAsync(client, "Fail", "x", version: version)).Code);
        Assert.True(!test.Errors.Any(), string.Join('\n', test.Errors));
    }

    [Fact]
    public async Task Accept_OtherThanSent_IsWhatTheAnswerIsWrittenIn()
    {
        await using var test = await TestServer.StartAsync();
        using var client = Client(test);
        using var answer = await WebCall.SendAsync(
            client, WebCall.ProbePath + "Fail", Body(WebCall.Binary, "x"),
            headers: ("accept", "application/grpc-web-text"));
        var reply = await WebReply.ReadAsync(answer);
        Assert.Equal((WebCall.Text, StatusCode.OK), (reply.ContentType, reply.Code));
        Assert.Equal(["x"], reply.Texts);
    }

    [Fact]
    public async Task Recommendation_ByGrpcWeb_IsThatOfGrpc()
    {
        await using var shop = await Shop.OpenAsync();
        using var client = Client(shop.Server);
        var request = new RecommendForUserRequest { CustomerId = "c1", PageSize = 3, Ordering = new() { Seed = 1 } };
        using var answer = await WebCall.SendAsync(
            client, "/recsys.v1.RecommendationService/RecommendForUser", WebCall.Frame(request.ToByteArray()));
        var reply = await WebReply.ReadAsync(answer);
        var web = RecommendForUserResponse.Parser.ParseFrom(Assert.Single(reply.Messages));
        var grpc = await shop.Recommendations.RecommendForUserAsync(request);
        Assert.Equal(
            grpc.Recommendations.Select(one => one.ProductId), web.Recommendations.Select(one => one.ProductId));
    }

    [Fact]
    public async Task Request_OfAllMessagesInOneBody_IsAStream()
    {
        await using var test = await TestServer.StartAsync();
        using var client = Client(test);
        byte[] body = [.. Body(WebCall.Binary, "one"), .. Body(WebCall.Binary, "two")];
        using var answer = await WebCall.SendAsync(client, WebCall.ProbePath + "FailStream", body);
        var reply = await WebReply.ReadAsync(answer);
        Assert.Equal(["one", "two"], reply.Texts);
        Assert.Equal(HttpStatusCode.OK, reply.Http);
    }

    private static HttpClient Client(TestServer test) => new() { BaseAddress = test.Server.Address };

    private static byte[] Body(string type, string text)
    {
        byte[] frame = WebCall.Frame(new ProbeRequest { Text = text }.ToByteArray());
        return type.Contains("text", StringComparison.Ordinal) ? WebCall.ToText(frame) : frame;
    }
}
