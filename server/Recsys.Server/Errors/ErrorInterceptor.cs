using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Recsys.Storage.Errors;
using Recsys.V1;

namespace Recsys.Server.Errors;

/// <summary>
/// Turns what a method throws into what its caller may see. What the method meant to say passes; anything else becomes
/// INTERNAL with an id, and only the log learns more.
/// </summary>
internal sealed class ErrorInterceptor(ILogger<ErrorInterceptor> logger, TimeProvider time) : Interceptor
{
    private static readonly TimeSpan StorageRetryDelay = TimeSpan.FromSeconds(10);

    // A full disk fails every write, and a log that tells of each would fill what is left.
    private static readonly TimeSpan StorageLogInterval = TimeSpan.FromSeconds(10);

    private long _storageLoggedAt;

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        ErrorCompletion.MarkReached(context);
        try
        {
            var answering = continuation(request, context);
            // Most answers are there at once, and then a task of one's own is not needed.
            return answering.IsCompletedSuccessfully ? answering : FinishAsync(answering, context);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Translate(error, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        ErrorCompletion.MarkReached(context);
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Translate(error, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        ErrorCompletion.MarkReached(context);
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Translate(error, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        ErrorCompletion.MarkReached(context);
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Translate(error, context);
        }
    }

    private async Task<TResponse> FinishAsync<TResponse>(Task<TResponse> answering, ServerCallContext context)
    {
        try
        {
            return await answering;
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Translate(error, context);
        }
    }

    private RpcException Translate(Exception error, ServerCallContext context)
    {
        // Whatever came of it, the caller is no longer there or no longer waiting. Timers may run out a little before
        // the clock shows the deadline, so that a call ended early while its caller is there is late as well.
        if (context.CancellationToken.IsCancellationRequested)
        {
            bool left = context.GetHttpContext().RequestAborted.IsCancellationRequested;
            return left && context.Deadline > time.GetUtcNow().UtcDateTime ? RpcErrors.GivenUp() : RpcErrors.Late();
        }
        return error switch
        {
            // A message of a request stream; those of other calls are read before the method and never get here.
            InvalidProtocolBufferException => Unreadable(),
            StorageFullException => StorageFull(error, context),
            StorageException or IOException => StorageFailed(error, context),
            _ => Unexpected(error, context),
        };
    }

    private static RpcException Unreadable() => RpcErrors.Make(
        StatusCode.InvalidArgument, ErrorReasons.UnreadableMessage, ErrorTexts.UnreadableMessage);

    private RpcException StorageFull(Exception error, ServerCallContext context)
    {
        if (IsTimeToLogStorage()) ErrorLog.StorageFailed(logger, context.Method, error);
        return RpcErrors.Exhausted(
            ErrorReasons.StorageFull,
            "The server's disk is full. Nothing of the request was acknowledged; repeat it when there is space.",
            StorageRetryDelay);
    }

    private RpcException StorageFailed(Exception error, ServerCallContext context)
    {
        if (IsTimeToLogStorage()) ErrorLog.StorageFailed(logger, context.Method, error);
        return RpcErrors.Unavailable(
            ErrorReasons.StorageUnavailable,
            "The server cannot write to its disk now. Nothing of the request was acknowledged; it can be repeated.",
            StorageRetryDelay);
    }

    private bool IsTimeToLogStorage()
    {
        long before = Interlocked.Read(ref _storageLoggedAt);
        if (before != 0 && time.GetElapsedTime(before) < StorageLogInterval) return false;
        return Interlocked.CompareExchange(ref _storageLoggedAt, time.GetTimestamp(), before) == before;
    }

    private RpcException Unexpected(Exception error, ServerCallContext context)
    {
        string id = ErrorIds.Next();
        ErrorLog.Unexpected(logger, id, context.Method, error);
        return RpcErrors.Internal(id);
    }
}
