using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Recsys.Server.Fronts.Cors;

/// <summary>
/// Lets pages of other sites call, where the operator named their origins. Preflights are answered before the key is
/// asked for, since browsers send none with them.
/// </summary>
internal static class CorsSetup
{
    /// <summary>The origin that stands for all.</summary>
    public const string AnyOrigin = "*";

    // Browsers keep an answer for at most this long.
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(2);

    // What scripts may read of an answer besides its body. A call that never began has its trailers in the headers.
    private static readonly string[] Exposed =
    [
        "grpc-status", "grpc-message", "grpc-status-details-bin", "grpc-encoding", "grpc-accept-encoding",
        "retry-after", "etag", "www-authenticate", "server-timing",
    ];

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    public static void Add(IServiceCollection services, ServerOptions options)
    {
        if (options.CorsOrigins.Count == 0) return;
        services.AddCors(cors => cors.AddDefaultPolicy(policy => Configure(policy, options.CorsOrigins)));
    }

    public static void Use(WebApplication app, ServerOptions options)
    {
        if (options.CorsOrigins.Count == 0) return;
        // The page's files are for the server's own page.
        app.UseWhen(context => FrontFeature.Of(context) != Front.Page, calls => calls.UseCors());
    }

    /// <summary>Whether this is how browsers write an origin, or the one that stands for all.</summary>
    public static bool IsOrigin(string text) => text == AnyOrigin
        || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && string.Equals(url.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase)
            && url.UserInfo.Length == 0);

    private static void Configure(CorsPolicyBuilder policy, IReadOnlyList<string> origins)
    {
        if (origins.Contains(AnyOrigin))
        {
            policy.AllowAnyOrigin();
        }
        else
        {
            // A test of our own, so that even a single origin gets `Vary: Origin`.
            var allowed = origins.ToHashSet(StringComparer.OrdinalIgnoreCase);
            policy.SetIsOriginAllowed(allowed.Contains);
        }
        // Any header: cookies are never allowed, and what else a page may send is its own, metadata of calls included.
        policy.AllowAnyHeader().WithMethods(Methods).WithExposedHeaders(Exposed).SetPreflightMaxAge(MaxAge);
    }
}
