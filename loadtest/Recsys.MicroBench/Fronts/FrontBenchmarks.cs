using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Recsys.Pipeline.Catalogue;
using Recsys.Server;
using Recsys.V1;

namespace Recsys.MicroBench.Fronts;

/// <summary>
/// A call over loopback, client included: Kestrel with nothing in it, and the whole server, by the same HTTP client.
/// </summary>
[BenchmarkCategory("front")]
public class FrontBenchmarks
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"recsys-microbench-{Guid.NewGuid():N}");
    private RawEcho _echo = null!;
    private RecsysServer _server = null!;
    private HttpClient _client = null!;
    private byte[] _call = [];
    private Uri _method = null!;

    /// <summary>Starts both servers; the store holds one product.</summary>
    [GlobalSetup]
    public void Start() => StartAsync().GetAwaiter().GetResult();

    /// <summary>Stops them.</summary>
    [GlobalCleanup]
    public void Stop() => StopAsync().GetAwaiter().GetResult();

    // BenchmarkDotNet's toolchain in process awaits nothing, so what it calls waits itself.

    /// <summary>The bytes of the call, sent back by Kestrel alone.</summary>
    [Benchmark(Baseline = true)]
    public int KestrelEcho() => SendAsync(_echo.Address).GetAwaiter().GetResult();

    /// <summary>GetProduct by gRPC: key, limits, deadline, measuring, catalogue, protobuf.</summary>
    [Benchmark]
    public int GetProduct() => SendAsync(_method).GetAwaiter().GetResult();

    private async Task StartAsync()
    {
        _echo = await RawEcho.StartAsync();
        _server = await RecsysServer.BuildAsync(
            new ServerOptions
            {
                Address = new Uri("http://127.0.0.1:0"),
                DataDirectory = Path.Combine(_folder, "data"),
                ModelsDirectory = Path.Combine(_folder, "models"),
                StoreMemoryBytes = 16 << 20,
            },
            logging => logging.ClearProviders());
        await _server.StartAsync();
        await _server.Store.Products.CreateAsync(new Recsys.Pipeline.Catalogue.Product { Id = "p1", Title = "A mug" });
        byte[] message = new GetProductRequest { ProductId = "p1" }.ToByteArray();
        _call = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(_call.AsSpan(1), message.Length);
        message.CopyTo(_call.AsSpan(5));
        _method = new Uri(_server.Address, "/recsys.v1.ProductService/GetProduct");
        _client = new HttpClient(new SocketsHttpHandler());
    }

    private async Task StopAsync()
    {
        _client.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        await _echo.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<int> SendAsync(Uri to)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(_call)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") },
            },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        using var answer = await _client.SendAsync(request);
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        if (body.Length <= 5) throw new InvalidOperationException($"The answer has {body.Length} bytes.");
        return body.Length;
    }
}
