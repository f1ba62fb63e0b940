using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Fronts.Web;

public sealed class BrokenFramesTests
{
    private const string Path = WebCall.ProbePath + "Fail";

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "nothing at all", [] },
        { "half a header", [0, 0, 0] },
        { "a length beyond the end", [0, 0, 0, 0, 9, 10, 1, 65] },
        { "a message that is none", WebCall.Frame([255, 255, 255]) },
        { "a compressed message in no encoding", WebCall.Frame([10, 1, 65], flags: 1) },
        { "a flag that does not exist", WebCall.Frame([10, 1, 65], flags: 2) },
        { "trailers", WebCall.Frame("grpc-status:0\r\n"u8.ToArray(), flags: 0x80) },
        { "two messages", [.. WebCall.Frame([10, 1, 65]), .. WebCall.Frame([10, 1, 65])] },
        { "rubbish behind the message", [.. WebCall.Frame([10, 1, 65]), 1, 2, 3] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Frame_ThatIsBroken_IsInvalidArgument(string what, byte[] body)
    {
        Assert.NotEmpty(what);
        await using var test = await TestServer.StartAsync();
        using var client = new HttpClient { BaseAddress = test.Server.Address };
        foreach (string version in new[] { "1.1", "2.0" })
            foreach (string type in new[] { WebCall.Binary, WebCall.Text })
            {
                byte[] sent = type == WebCall.Text ? WebCall.ToText(body) : body;
                using var answer = await WebCall.SendAsync(client, Path, sent, type, version);
                var reply = await WebReply.ReadAsync(answer);
                Assert.Equal((StatusCode.InvalidArgument, ErrorReasons.UnreadableMessage), (reply.Code, reply.Reason));
                await StillAnswersAsync(client, version);
            }
        Assert.Empty(test.Errors);
    }

    [Theory]
    [InlineData("AAAAAAA", "5")]
    [InlineData("AAA!", "4")]
    [InlineData("AAAA\r\nAAAAAA", "5")]
    [InlineData("AAAAA=AA", "5")]
    [InlineData("====", "1")]
    [InlineData("AAAA____", "5")]
    public async Task Text_ThatIsNoBase64_NamesThePlace(string body, string place)
    {
        await using var test = await TestServer.StartAsync();
        using var client = new HttpClient { BaseAddress = test.Server.Address };
        using var answer = await WebCall.SendAsync(client, Path, Encoding.ASCII.GetBytes(body), WebCall.Text);
        var reply = await WebReply.ReadAsync(answer);
        Assert.Equal((StatusCode.InvalidArgument, ErrorReasons.UnreadableMessage), (reply.Code, reply.Reason));
        Assert.Contains($"character {place}", reply.Details.Message, StringComparison.Ordinal);
        await StillAnswersAsync(client, "1.1");
        Assert.Empty(test.Errors);
    }

    [Theory]
    [InlineData(WebCall.Binary, "1.1", true)]
    [InlineData(WebCall.Binary, "2.0", true)]
    [InlineData(WebCall.Text, "1.1", true)]
    [InlineData(WebCall.Binary, "1.1", false)]
    [InlineData(WebCall.Text, "2.0", false)]
    public async Task Message_Of10Megabytes_IsResourceExhausted(string type, string version, bool tellsLength)
    {
        await using var test = await TestServer.StartAsync();
        using var client = new HttpClient { BaseAddress = test.Server.Address };
        byte[] body = WebCall.Frame(new ProbeRequest { Text = new string('x', 10 << 20) }.ToByteArray());
        if (type == WebCall.Text) body = WebCall.ToText(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StreamContent(new MemoryStream(body)),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", type);
        request.Headers.TransferEncodingChunked = tellsLength ? null : true;
        // The server answers before it has read all, which a client that still sends takes well.
        request.Headers.ExpectContinue = version == "1.1";
        using var answer = await client.SendAsync(request);
        var reply = await WebReply.ReadAsync(answer);
        Assert.Equal((StatusCode.ResourceExhausted, ErrorReasons.MessageTooLarge), (reply.Code, reply.Reason));
        await StillAnswersAsync(client, version);
        Assert.Empty(test.Errors);
    }

    [Theory]
    [InlineData("application/grpc-web+json")]
    [InlineData("application/grpc-webtext")]
    [InlineData("application/grpc-web-text+thrift")]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task ContentType_ThatIsNotServed_SaysWhichAre(string type)
    {
        await using var test = await TestServer.StartAsync();
        using var client = new HttpClient { BaseAddress = test.Server.Address };
        using var answer = await WebCall.SendAsync(client, Path, WebCall.Frame([]), type);
        var reply = await WebReply.ReadAsync(answer);
        Assert.Equal((StatusCode.InvalidArgument, ErrorReasons.ContentTypeNotSupported), (reply.Code, reply.Reason));
        Assert.Equal(415, (int)reply.Http);
        Assert.Contains("application/grpc-web+proto", reply.Details.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grpc_OverHttp1_IsToldWhatToUse()
    {
        await using var test = await TestServer.StartAsync();
        using var client = new HttpClient { BaseAddress = test.Server.Address };
        using var answer = await WebCall.SendAsync(client, Path, WebCall.Frame([]), "application/grpc");
        var reply = await WebReply.ReadAsync(answer);
        Assert.Equal((StatusCode.InvalidArgument, 426), (reply.Code, (int)reply.Http));
        Assert.Contains("HTTP/2", reply.Details.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_BrokenAtRandom_AreAnsweredOrRefused()
    {
        await using var test = await TestServer.StartAsync();
        using var client = new HttpClient { BaseAddress = test.Server.Address };
        var random = new Random(17);
        byte[] whole = WebCall.Frame(new ProbeRequest { Text = "a message of some length" }.ToByteArray());
        for (int i = 0; i < 600; i++)
        {
            byte[] body = Break(whole, random);
            string type = random.Next(2) == 0 ? WebCall.Binary : WebCall.Text;
            if (type == WebCall.Text) body = WebCall.ToText(body);
            if (type == WebCall.Text && random.Next(2) == 0) body = Break(body, random);
            string version = random.Next(2) == 0 ? "1.1" : "2.0";
            using var answer = await WebCall.SendAsync(client, Path, body, type, version);
            var reply = await WebReply.ReadAsync(answer);
            if (reply.Code == StatusCode.OK) continue;
            string what = $"{type} {Convert.ToHexString(body)} {reply.Code} {reply.Details.Message}";
            Assert.True(
                reply.Code is StatusCode.InvalidArgument && reply.Reason == ErrorReasons.UnreadableMessage
                || reply.Code is StatusCode.ResourceExhausted && reply.Reason == ErrorReasons.MessageTooLarge, what);
        }
        await StillAnswersAsync(client, "2.0");
        Assert.Empty(test.Errors);
    }

    private static byte[] Break(byte[] bytes, Random random)
    {
        byte[] broken = [.. bytes];
        if (broken.Length == 0) return [0];
        switch (random.Next(4))
        {
            case 0:
                return broken[..random.Next(broken.Length)];
            case 1:
                broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
                return broken;
            case 2:
                broken[random.Next(Math.Min(5, broken.Length))] = (byte)random.Next(256);
                return broken;
            default:
                return [.. broken, .. broken[random.Next(broken.Length)..]];
        }
    }

    private static async Task StillAnswersAsync(HttpClient client, string version)
    {
        var reply = await WebCall.ProbeAsync(client, "Fail", "still here", version: version);
        Assert.Equal(["still here"], reply.Texts);
    }
}
