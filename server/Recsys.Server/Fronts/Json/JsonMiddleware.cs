using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts.Json;

/// <summary>Hands what speaks JSON to the JSON front.</summary>
internal sealed class JsonMiddleware(RequestDelegate next, JsonFront front)
{
    public Task InvokeAsync(HttpContext context) =>
        FrontFeature.Of(context) == Front.Json ? front.AnswerAsync(context) : next(context);
}
