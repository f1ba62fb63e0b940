using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts;

/// <summary>A request's front, decided once and kept with it.</summary>
internal sealed class FrontFeature
{
    // One for each front, so that a request costs no object.
    private static readonly FrontFeature[] All =
        [.. Enum.GetValues<Front>().Select(front => new FrontFeature(front))];

    private readonly Front _front;

    private FrontFeature(Front front) => _front = front;

    /// <summary>The front of a request.</summary>
    public static Front Of(HttpContext context) => Get(context)._front;

    /// <summary>Decides the front of a request and keeps it; the first middleware does.</summary>
    public static Front Decide(HttpContext context)
    {
        var front = FrontRules.Of(context.Request);
        context.Features.Set(All[(int)front]);
        return front;
    }

    private static FrontFeature Get(HttpContext context) => context.Features.Get<FrontFeature>()
        ?? throw new InvalidOperationException("The front of this request was not decided yet.");
}
