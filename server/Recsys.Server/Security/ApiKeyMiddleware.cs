using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Errors;
using Recsys.Server.Fronts;
using Recsys.Server.Hosting;
using Recsys.V1;

namespace Recsys.Server.Security;

/// <summary>Lets only callers with the key in, where there is one.</summary>
internal sealed class ApiKeyMiddleware
{
    private const string Bearer = "Bearer ";
    private readonly RequestDelegate _next;
    private readonly byte[]? _keyHash;

    public ApiKeyMiddleware(RequestDelegate next, ServerOptions options)
    {
        _next = next;
        _keyHash = options.ApiKey is null ? null : Hash(options.ApiKey);
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (_keyHash is null || IsOpen(context) || HasKey(context.Request.Headers)) return _next(context);
        return Refusal.WriteAsync(context, RpcErrors.Make(
            StatusCode.Unauthenticated, ErrorReasons.ApiKeyInvalid,
            "This server wants an API key: send it as x-api-key or as authorization: Bearer."));
    }

    // The page's files hold nothing but the page; what it asks for needs the key.
    private static bool IsOpen(HttpContext context) =>
        StandardServices.IsHealth(context.Request.Path) || FrontFeature.Of(context) == Front.Page;

    private bool HasKey(IHeaderDictionary headers)
    {
        string sent = headers["x-api-key"].ToString();
        string authorization = headers.Authorization.ToString();
        if (sent.Length == 0 && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            sent = authorization[Bearer.Length..];
        // Hashes are of one length, so that the time to compare tells nothing.
        return CryptographicOperations.FixedTimeEquals(Hash(sent), _keyHash);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
