using Grpc.Compat.Tests.Echo;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.Compat.Tests;

public sealed class InterceptorTests
{
    [Fact]
    public async Task Server_Interceptor_SeesEveryKindOfCall()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var host = await EchoHost.StartAsync(server: options =>
            options.Interceptors.Add<RecordingInterceptor>(seen));
        await CallAllAsync(new EchoService.EchoServiceClient(host.Channel));
        Assert.Equal(["server unary", "server collect", "server repeat", "server talk"], seen);
    }

    [Fact]
    public async Task Client_Interceptor_SeesEveryKindOfCall()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var host = await EchoHost.StartAsync();
        await CallAllAsync(new EchoService.EchoServiceClient(host.Channel.Intercept(new RecordingInterceptor(seen))));
        Assert.Equal(["client unary", "client collect", "client repeat", "client talk"], seen);
    }

    [Fact]
    public async Task Client_InterceptorsTogether_FirstNamedIsAskedFirst()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var host = await EchoHost.StartAsync();
        var invoker = host.Channel.Intercept(
            new RecordingInterceptor(seen, "first "), new RecordingInterceptor(seen, "second "));
        await new EchoService.EchoServiceClient(invoker).UnaryAsync(new EchoRequest());
        Assert.Equal(["first client unary", "second client unary"], seen);
    }

    [Fact]
    public async Task Client_HeaderInterceptorsOneByOne_LastAddedIsAskedFirst()
    {
        await using var host = await EchoHost.StartAsync();
        var invoker = host.Channel
            .Intercept(headers => With(headers, "first"))
            .Intercept(headers => With(headers, "second"));
        await new EchoService.EchoServiceClient(invoker).UnaryAsync(new EchoRequest());
        Assert.Equal("second, first", host.State.RequestHeaders!.GetValue("order"));
    }

    private static Metadata With(Metadata headers, string value)
    {
        var changed = new Metadata();
        foreach (var entry in headers) changed.Add(entry);
        changed.Add("order", value);
        return changed;
    }

    private static async Task CallAllAsync(EchoService.EchoServiceClient client)
    {
        await client.UnaryAsync(new EchoRequest());
        using var collect = client.Collect();
        await collect.RequestStream.CompleteAsync();
        await collect;
        using var repeat = client.Repeat(new EchoRequest { Times = 1 });
        while (await repeat.ResponseStream.MoveNext())
        {
            // Read to its end.
        }
        using var talk = client.Talk();
        await talk.RequestStream.CompleteAsync();
        Assert.False(await talk.ResponseStream.MoveNext());
    }
}
