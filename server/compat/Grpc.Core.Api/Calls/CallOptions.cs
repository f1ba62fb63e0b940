namespace Grpc.Core;

/// <summary>What a client asks of one call beside its request.</summary>
public struct CallOptions
{
    /// <summary>Makes options; what is null is the channel's own.</summary>
    public CallOptions(
        Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default,
        WriteOptions? writeOptions = null, ContextPropagationToken? propagationToken = null,
        CallCredentials? credentials = null)
    {
        Headers = headers;
        Deadline = deadline;
        CancellationToken = cancellationToken;
        WriteOptions = writeOptions;
        PropagationToken = propagationToken;
        Credentials = credentials;
    }

    /// <summary>Headers to send.</summary>
    public Metadata? Headers { get; private set; }

    /// <summary>When the call ends at the latest, in UTC.</summary>
    public DateTime? Deadline { get; private set; }

    /// <summary>Gives the call up when cancelled.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>How messages are written.</summary>
    public WriteOptions? WriteOptions { get; private set; }

    /// <summary>The server call this one is made for, which hands on its deadline and cancellation.</summary>
    public ContextPropagationToken? PropagationToken { get; private set; }

    /// <summary>Credentials of this call.</summary>
    public CallCredentials? Credentials { get; private set; }

    /// <summary>Whether to wait for a connection instead of failing at once when there is none.</summary>
    public bool IsWaitForReady { get; private set; }

    /// <summary>The same with other headers.</summary>
    public readonly CallOptions WithHeaders(Metadata headers)
    {
        var changed = this;
        changed.Headers = headers;
        return changed;
    }

    /// <summary>The same with another deadline.</summary>
    public readonly CallOptions WithDeadline(DateTime deadline)
    {
        var changed = this;
        changed.Deadline = deadline;
        return changed;
    }

    /// <summary>The same with another cancellation.</summary>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken)
    {
        var changed = this;
        changed.CancellationToken = cancellationToken;
        return changed;
    }

    /// <summary>The same with other write options.</summary>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions)
    {
        var changed = this;
        changed.WriteOptions = writeOptions;
        return changed;
    }

    /// <summary>The same for a server call that hands on its deadline and cancellation.</summary>
    public readonly CallOptions WithPropagationToken(ContextPropagationToken propagationToken)
    {
        var changed = this;
        changed.PropagationToken = propagationToken;
        return changed;
    }

    /// <summary>The same with other credentials.</summary>
    public readonly CallOptions WithCredentials(CallCredentials credentials)
    {
        var changed = this;
        changed.Credentials = credentials;
        return changed;
    }

    /// <summary>The same, waiting for a connection or not.</summary>
    public readonly CallOptions WithWaitForReady(bool waitForReady = true)
    {
        var changed = this;
        changed.IsWaitForReady = waitForReady;
        return changed;
    }
}
