using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Recsys.Server.Fronts;

/// <summary>The first middleware: decides what language a request speaks, for all that come after it.</summary>
internal sealed class FrontMiddleware(RequestDelegate next, IServiceProvider services)
{
    private readonly ServerServices _services = new(services);

    public Task InvokeAsync(HttpContext context)
    {
        context.Features.Set<IServiceProvidersFeature>(_services);
        FrontFeature.Decide(context);
        return next(context);
    }
}
