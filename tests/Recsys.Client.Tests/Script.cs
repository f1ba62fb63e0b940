using System.Collections.Concurrent;
using Grpc.Core;

namespace Recsys.Client.Tests;

/// <summary>What a <see cref="ScriptedServer"/> saw and is to do.</summary>
internal sealed class Script
{
    public ConcurrentQueue<ReceivedCall> Calls { get; } = new();

    public ConcurrentQueue<RpcException?> Failures { get; } = new();

    /// <summary>Notes a call and throws what is scripted for it.</summary>
    public void Enter(ServerCallContext context)
    {
        Calls.Enqueue(new ReceivedCall(context.Deadline, context.RequestHeaders));
        if (Failures.TryDequeue(out var failure) && failure is not null) throw failure;
    }
}
