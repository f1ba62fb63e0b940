using Grpc.Core;

namespace Grpc.Compat.Tests;

/// <summary>What the service saw, for tests to look at.</summary>
internal sealed class EchoState
{
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<bool> GaveUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Metadata? RequestHeaders { get; set; }

    public DateTime Deadline { get; set; }
}
