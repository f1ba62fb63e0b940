using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Fronts.Pages;

public sealed class PageTests : IDisposable
{
    private static readonly string Script = string.Concat(Enumerable.Repeat("console.log('over and over');\n", 200));

    private readonly TemporaryFolder _folder = new();

    public PageTests()
    {
        Write("index.html", "<!doctype html><title>Page</title>");
        Write("assets/app-53WVGK3P.js", Script);
        Write("assets/plain.css", "body { color: black }");
        Write("docs/index.html", "<!doctype html><title>Docs</title>");
        Write("docs/a b.txt", "text");
        Write("../secrets/secret.txt", "secret");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/", "text/html; charset=utf-8", "Page")]
    [InlineData("/index.html", "text/html; charset=utf-8", "Page")]
    [InlineData("/?query=1", "text/html; charset=utf-8", "Page")]
    [InlineData("/docs/", "text/html; charset=utf-8", "Docs")]
    [InlineData("/docs/a%20b.txt", "text/plain; charset=utf-8", "text")]
    [InlineData("/assets/plain.css", "text/css; charset=utf-8", "body")]
    public async Task Get_AFile_IsSentWithItsTypeAndWithoutAKey(string path, string type, string content)
    {
        await using var test = await StartAsync();
        foreach (string version in new[] { "1.1", "2.0" })
        {
            using var answer = await SendAsync(test, HttpMethod.Get, path, version);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(type, answer.Content.Headers.ContentType?.ToString());
            Assert.Contains(content, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("x-content-type-options").Single());
            string policy = answer.Headers.GetValues("content-security-policy").Single();
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("-inline'", policy, StringComparison.Ordinal);
            Assert.Equal("no-referrer", answer.Headers.GetValues("referrer-policy").Single());
        }
    }

    [Fact]
    public async Task Get_AgainWithItsTag_IsNotModified()
    {
        await using var test = await StartAsync();
        using var first = await SendAsync(test, HttpMethod.Get, "/");
        Assert.True(first.Headers.CacheControl!.NoCache);
        using var again = await SendAsync(test, HttpMethod.Get, "/", tag: first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        using var other = await SendAsync(test, HttpMethod.Get, "/", tag: new EntityTagHeaderValue("\"other\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Get_AFileNamedByItsContent_IsKeptForEver()
    {
        await using var test = await StartAsync();
        using var answer = await SendAsync(test, HttpMethod.Get, "/assets/app-53WVGK3P.js");
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        using var plain = await SendAsync(test, HttpMethod.Get, "/assets/plain.css");
        Assert.Equal("no-cache", plain.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public async Task Get_ATextAccepted_IsCompressed(string accepted, string? encoding)
    {
        await using var test = await StartAsync();
        using var answer = await SendAsync(test, HttpMethod.Get, "/assets/app-53WVGK3P.js", encodings: accepted);
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);
        if (encoding is not null) Assert.True(bytes.Length < Script.Length / 10);
        var sent = new MemoryStream(bytes);
        using var read = encoding switch
        {
            "br" => new BrotliStream(sent, CompressionMode.Decompress),
            "gzip" => new GZipStream(sent, CompressionMode.Decompress),
            _ => (Stream)sent,
        };
        Assert.Equal(Script, await new StreamReader(read).ReadToEndAsync());
    }

    [Fact]
    public async Task Head_OfAFile_HasItsHeadersAlone()
    {
        await using var test = await StartAsync();
        using var answer = await SendAsync(test, HttpMethod.Head, "/assets/app-53WVGK3P.js");
        Assert.Equal(Script.Length, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_AFolderWithoutItsSlash_IsSentOn()
    {
        await using var test = await StartAsync();
        using var answer = await SendAsync(test, HttpMethod.Get, "/docs?a=b");
        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal("/docs/?a=b", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/../secrets/secret.txt")]
    [InlineData("/docs/../../secrets/secret.txt")]
    [InlineData("/%2e%2e/secrets/secret.txt")]
    [InlineData("/..%2fsecrets/secret.txt")]
    [InlineData("/docs/%2e%2e%2f%2e%2e%2fsecrets%2fsecret.txt")]
    [InlineData("/..\\secrets\\secret.txt")]
    [InlineData("/docs//index.html")]
    [InlineData("//index.html")]
    [InlineData("/assets/")]
    [InlineData("/INDEX.HTML")]
    [InlineData("/index.html%00")]
    public async Task Get_AnythingElse_IsNotThere(string path)
    {
        await using var test = await StartAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, test.Server.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        using var stream = new NetworkStream(socket);
        string answer = await new StreamReader(stream).ReadToEndAsync();
        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Post_ToAPage_IsNotAllowed()
    {
        await using var test = await StartAsync();
        using var answer = await SendAsync(test, HttpMethod.Post, "/");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Start_WithAPage_NamesItsAddress()
    {
        await using var test = await StartAsync();
        Assert.True(test.Server.HasPage);
        Assert.Contains(test.Log, line => line.Text.Contains($"Page: {test.Server.Address}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_WhereThereIsNoFolder_SaysSo()
    {
        await using var test = await TestServer.StartAsync(pageFolder: Path.Combine(_folder.Sub("empty"), "none"));
        using var answer = await SendAsync(test, HttpMethod.Get, "/");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("wwwroot", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(test.Server.HasPage);
    }

    private void Write(string path, string content)
    {
        string file = Path.Combine(_folder.Sub("wwwroot"), path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    private Task<TestServer> StartAsync() => TestServer.StartAsync(
        options => options with { ApiKey = "0123456789abcdef" }, pageFolder: _folder.Sub("wwwroot"));

    private static async Task<HttpResponseMessage> SendAsync(
        TestServer test, HttpMethod method, string path, string version = "1.1", EntityTagHeaderValue? tag = null,
        string encodings = "")
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(method, new Uri(test.Server.Address, path))
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (tag is not null) request.Headers.IfNoneMatch.Add(tag);
        if (encodings != "") request.Headers.TryAddWithoutValidation("accept-encoding", encodings);
        return await client.SendAsync(request);
    }
}
