using System.Net;
using System.Net.Sockets;
using System.Text;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Fronts.Json;

/// <summary>Streams as lines of JSON.</summary>
public sealed class LineTests
{
    private const string Lines = "application/x-ndjson";

    public static TheoryData<string> Versions => ["1.1", "2.0"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Import_OfMessagesAndOfRecords_TakesBoth(string version)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server, version);
        var reply = await http.SendAsync("POST", "/v1/products:import", """
            {"products":[{"id":"a"},{"id":"b","price":-1}]}
            {"id":"c","title":"Tasse"}

            {"id":"d","price":-1}
            {"products":[{"id":"p0","title":"Renamed"}]}
            """, Lines);
        var answer = reply.Good();
        Assert.Equal(("2", "1", "2"), (
            answer.GetProperty("createdCount").GetString(), answer.GetProperty("updatedCount").GetString(),
            answer.GetProperty("rejectedCount").GetString()));
        Assert.Equal(
            ["1:price", "3:price"], answer.GetProperty("rejections").EnumerateArray().Select(one =>
                $"{one.GetProperty("index").GetString()}:{one.GetProperty("field").GetString()}"));
    }

    [Fact]
    public async Task Import_OfAnEmptyMessage_IsRefusedAsInGrpc()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("POST", "/v1/products:import", "{\"id\":\"a\"}\n{}\n", Lines);
        Assert.Equal(["products"], reply.WrongFields);
        Assert.Equal(11, shop.Server.Server.Store.Products.Count);
    }

    [Fact]
    public async Task Import_AsOneJsonValue_IsOneMessage()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("POST", "/v1/customers:import", """{"customers":[{"id":"a"},{"id":"b"}]}""");
        Assert.Equal("2", reply.Good().GetProperty("createdCount").GetString());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Import_FarBeyondAMessage_HoldsNoMoreThanALine(string version)
    {
        await using var shop = await Shop.OpenAsync(
            model: false, options: options => options with { MaxReceiveMessageBytes = 64 << 10 });
        using var http = new JsonClient(shop.Server, version);
        var text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) text.Append($$"""{"id":"customer-{{i}}","country":"DK"}""").Append('\n');
        var reply = await http.SendAsync("POST", "/v1/customers:import", text.ToString(), Lines);
        Assert.Equal("20000", reply.Good().GetProperty("createdCount").GetString());
        Assert.Equal(20_000, shop.Server.Server.Store.Customers.Count);
    }

    [Theory]
    [InlineData("{\"id\":\"ok\"}\n{\"id\":\"ok2\"}\n{\"id\":\"x\", oops}\n", 3, 12)]
    [InlineData("\n\n{\"id\":", 3, 7)]
    public async Task Import_WithALineThatIsNoJson_NamesIt(string body, int line, int column)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("POST", "/v1/customers:import", body, Lines);
        Assert.Equal((HttpStatusCode.BadRequest, ErrorReasons.UnreadableMessage), (reply.Status, reply.Reason));
        Assert.Contains($"line {line}, column {column}:", reply.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Import_WithAFieldThatIsNone_NamesLineAndField()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync(
            "POST", "/v1/customers:import", "{\"id\":\"a\"}\n{\"id\":\"b\",\"colour\":1}\n", Lines);
        Assert.Equal(["colour"], reply.WrongFields);
        Assert.StartsWith("(line 2, column 11)", reply.Violations[0].GetProperty("description").GetString());
    }

    [Fact]
    public async Task Import_WithALineBeyondTheLimit_Is413()
    {
        await using var shop = await Shop.OpenAsync(
            model: false, options: options => options with { MaxReceiveMessageBytes = 64 << 10 });
        using var http = new JsonClient(shop.Server);
        string line = $$"""{"id":"{{new string('x', 100_000)}}"}""";
        var reply = await http.SendAsync("POST", "/v1/customers:import", line, Lines);
        Assert.Equal((413, ErrorReasons.MessageTooLarge), ((int)reply.Status, reply.Reason));
    }

    [Fact]
    public async Task Ingest_AcknowledgesWhileTheRequestGoesOn()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var goOn = new TaskCompletionSource();
        using var request = http.Request("POST", "/v1/interactions:ingest", null, null);
        request.Content = new StreamedContent(Batch(1), async stream =>
        {
            await goOn.Task;
            await stream.WriteAsync(Batch(2));
        }, Lines);
        using var answer = await http.BeginAsync(request);
        Assert.Equal(Lines, answer.Content.Headers.ContentType?.ToString());
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        var first = IngestInteractionsResponse.Parser.ParseJson(await reader.ReadLineAsync());
        goOn.SetResult();
        var second = IngestInteractionsResponse.Parser.ParseJson(await reader.ReadLineAsync());

        Assert.Equal((1L, 1), (first.BatchNumber, first.AcceptedCount));
        Assert.Equal((2L, 1), (second.BatchNumber, second.AcceptedCount));
        Assert.Null(await reader.ReadLineAsync());
    }

    // Most clients of HTTP/1.1 read no answer before they have sent all; curl does, and so does this one.
    [Fact]
    public async Task Ingest_OverHttp1_AcknowledgesWhileTheRequestGoesOn()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, shop.Server.Server.Address.Port);
        var stream = tcp.GetStream();
        using var reader = new StreamReader(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /v1/interactions:ingest HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
            + $"content-type: {Lines}\r\ntransfer-encoding: chunked\r\n\r\n"));

        await stream.WriteAsync(Chunk(Batch(1)));
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync());
        string? line;
        do line = await reader.ReadLineAsync();
        while (line is not null && !line.Contains("\"batchNumber\":\"1\""));
        Assert.NotNull(line);
        await stream.WriteAsync(Chunk(Batch(2)));
        await stream.WriteAsync(Chunk([]));

        Assert.Contains("\"batchNumber\":\"2\"", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Ingest_WrongInTheMiddle_EndsWithTheErrorAsLastLine()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        string body = Encoding.UTF8.GetString(Batch(1)) + "{\"batchNumber\":\"2\",\"interaction\":[]}\n";
        var reply = await http.SendAsync("POST", "/v1/interactions:ingest", body, Lines);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(2, reply.Lines.Length);
        Assert.Equal("1", reply.Lines[0].GetProperty("batchNumber").GetString());
        var error = reply.Lines[1].GetProperty("error");
        Assert.Equal(3, error.GetProperty("code").GetInt32());
        Assert.Contains("(line 2, column 20)", error.GetRawText());
    }

    [Fact]
    public async Task Ingest_WrongAtOnce_HasItsStatus()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("POST", "/v1/interactions:ingest", "{\"resumeToken\":\"made-up\"}\n", Lines);
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(["resume_token"], reply.WrongFields);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Watch_SendsLines_UntilTheCallerLeaves(string version)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server, version);
        using var leaving = new CancellationTokenSource();
        using var request = http.Request("GET", "/v1/server/status:watch?intervalMs=100", null, null);
        using var answer = await http.BeginAsync(request, leaving.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        for (int i = 0; i < 3; i++)
        {
            var status = WatchServerStatusResponse.Parser.ParseJson(await reader.ReadLineAsync()).Status;
            Assert.Equal(10, status.Store.ProductCount);
        }
        await leaving.CancelAsync();
        answer.Dispose();
        // A server that had not noticed would not stop in time.
        await shop.Server.Server.StopAsync();
        Assert.Empty(shop.Server.Errors);
    }

    [Fact]
    public async Task Watch_ForWhomAcceptsNoLines_Is406()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync(
            "GET", "/v1/server/status:watch", headers: ("accept", "application/json"));
        Assert.Equal((HttpStatusCode.NotAcceptable, ErrorReasons.NotAcceptable), (reply.Status, reply.Reason));
    }

    [Fact]
    public async Task Watch_WithAWrongParameter_HasItsStatus()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.GetAsync("/v1/server/status:watch?intervalMs=7");
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(["interval_ms"], reply.WrongFields);
    }

    private static byte[] Chunk(byte[] bytes) =>
        [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];

    private static byte[] Batch(int number) => Encoding.UTF8.GetBytes(
        $$"""{"batchNumber":{{number}},"interactions":[{"id":"i{{number}}","sessionId":"s","productId":"p1","type":1"""
        + "}]}\n");
}
