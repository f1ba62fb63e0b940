using Microsoft.AspNetCore.Http;
using Recsys.Server.Errors;
using Recsys.Server.Fronts;
using Recsys.V1;

namespace Recsys.Server.Hosting;

/// <summary>Turns calls away at once when more are under way than the server can take, before they cost
/// anything.</summary>
internal sealed class ConcurrencyMiddleware(RequestDelegate next, ServerOptions options)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private int _underWay;

    public Task InvokeAsync(HttpContext context)
    {
        // Health is asked most urgently when the server is overloaded, and its streams stay open.
        return StandardServices.IsHealth(context.Request.Path) ? next(context) : CountedAsync(context);
    }

    private async Task CountedAsync(HttpContext context)
    {
        try
        {
            if (Interlocked.Increment(ref _underWay) > options.MaxConcurrentCalls)
                await Refusal.WriteAsync(context, RpcErrors.Unavailable(
                    ErrorReasons.Overloaded, "The server has more calls under way than it takes.", RetryDelay));
            else
                await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
