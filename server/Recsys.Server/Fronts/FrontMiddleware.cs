using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts;

/// <summary>The first middleware: decides what language a request speaks, for all that come after it.</summary>
internal sealed class FrontMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        FrontFeature.Decide(context);
        return next(context);
    }
}
