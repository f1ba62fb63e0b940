using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Recsys.V1;

namespace Recsys.Client.Tests;

/// <summary>Spans of calls, and the traces that the server goes on with.</summary>
public sealed class TracingTests : IDisposable
{
    private static readonly RecommendForUserRequest Ask = new() { CustomerId = "17850" };

    // Tests run side by side and listeners hear everything: each keeps to the spans of its own trace.
    private readonly Activity _outer = new Activity("test").Start();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public TracingTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is RecsysClient.ActivitySourceName or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId == _outer.TraceId) _ended.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _outer.Dispose();
    }

    [Fact]
    public async Task Call_ThatAnswers_HasASpanThatTheServersIsAChildOf()
    {
        await using var server = await ScriptedServer.StartAsync();
        using (var client = RecsysClient.Connect(server.Address))
        {
            await client.Recommendations.RecommendForUserAsync(Ask);
            Assert.Same(_outer, Activity.Current);
        }

        var span = Assert.Single(_ended, span => span.Source.Name == RecsysClient.ActivitySourceName);
        Assert.Equal("recsys.v1.RecommendationService/RecommendForUser", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(_outer.SpanId, span.ParentSpanId);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal("grpc", span.GetTagItem("rpc.system"));
        Assert.Equal("recsys.v1.RecommendationService", span.GetTagItem("rpc.service"));
        Assert.Equal("RecommendForUser", span.GetTagItem("rpc.method"));
        Assert.Equal(0, span.GetTagItem("rpc.grpc.status_code"));
        Assert.Equal("127.0.0.1", span.GetTagItem("server.address"));
        Assert.True(server.Calls.TryDequeue(out var call));
        Assert.Equal($"00-{_outer.TraceId}-{span.SpanId}-01", call.Headers.GetValue("traceparent"));
        // Stopping the server has waited for its own span to end.
        await server.DisposeAsync();
        Assert.Equal(span.SpanId, Assert.Single(_ended, span => span.Kind == ActivityKind.Server).ParentSpanId);
    }

    [Fact]
    public async Task Call_ThatFails_HasASpanWithItsStatusAndReason()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        server.Failures.Enqueue(Failure.Of(
            StatusCode.NotFound, "Gone.", new Standard.Rpc.ErrorInfo { Reason = ErrorReasons.PipelineNotFound }));

        Assert.Throws<RecsysException>(() => client.Recommendations.RecommendForUser(Ask));

        var span = Assert.Single(_ended, span => span.Source.Name == RecsysClient.ActivitySourceName);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("Gone.", span.StatusDescription);
        Assert.Equal((int)StatusCode.NotFound, span.GetTagItem("rpc.grpc.status_code"));
        Assert.Equal(ErrorReasons.PipelineNotFound, span.GetTagItem("error.type"));
        Assert.Same(_outer, Activity.Current);
    }

    [Fact]
    public async Task Stream_HasASpanThatEndsWithIt()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        using var stream = client.Interactions.IngestInteractions();
        await stream.RequestStream.WriteAsync(new IngestInteractionsRequest { BatchNumber = 1 });
        Assert.True(await stream.ResponseStream.MoveNext());
        Assert.DoesNotContain(_ended, span => span.Source.Name == RecsysClient.ActivitySourceName);

        await stream.RequestStream.CompleteAsync();
        Assert.False(await stream.ResponseStream.MoveNext());

        Assert.Single(_ended, span => span.Source.Name == RecsysClient.ActivitySourceName);
    }

    [Fact]
    public async Task Stream_LetGo_HasASpanThatSaysCancelled()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        client.Interactions.IngestInteractions().Dispose();

        var span = Assert.Single(_ended, span => span.Source.Name == RecsysClient.ActivitySourceName);
        Assert.Equal((int)StatusCode.Cancelled, span.GetTagItem("rpc.grpc.status_code"));
    }
}
