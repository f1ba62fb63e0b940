using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Recsys.Server.Measuring;

/// <summary>
/// Measures every call of the contract. The outermost interceptor, so that it sees the status a caller gets.
/// </summary>
internal sealed class MeasuringInterceptor(MethodMeters meters) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var call = new MeasuredCall(meters.Of(context.Method));
        try
        {
            var answering = continuation(request, context);
            // Most answers are there at once, and then a task of one's own is not needed.
            if (!answering.IsCompletedSuccessfully) return FinishAsync(answering, context, call);
            call.End(context);
            return answering;
        }
        catch (Exception error) when (call.Failed(error))
        {
            throw;
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var call = new MeasuredCall(meters.Of(context.Method));
        try
        {
            var response = await continuation(requestStream, context);
            call.End(context);
            return response;
        }
        catch (Exception error) when (call.Failed(error))
        {
            throw;
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var call = new MeasuredCall(meters.Of(context.Method));
        try
        {
            await continuation(request, responseStream, context);
            call.End(context);
        }
        catch (Exception error) when (call.Failed(error))
        {
            throw;
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var call = new MeasuredCall(meters.Of(context.Method));
        try
        {
            await continuation(requestStream, responseStream, context);
            call.End(context);
        }
        catch (Exception error) when (call.Failed(error))
        {
            throw;
        }
    }

    private static async Task<TResponse> FinishAsync<TResponse>(
        Task<TResponse> answering, ServerCallContext context, MeasuredCall call)
    {
        try
        {
            var response = await answering;
            call.End(context);
            return response;
        }
        catch (Exception error) when (call.Failed(error))
        {
            throw;
        }
    }
}
