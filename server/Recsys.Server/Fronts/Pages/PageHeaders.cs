using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts.Pages;

/// <summary>What browsers are told to forbid the page, so that little is lost where it has a mistake.</summary>
internal static class PageHeaders
{
    // Scripts, styles and calls are the server's own and nothing is written into the page; pictures of products come
    // from wherever the catalogue says.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: https: http:; "
        + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Write(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
