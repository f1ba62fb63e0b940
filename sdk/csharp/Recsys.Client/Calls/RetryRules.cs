using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Recsys.V1;
using Idempotency = Google.Protobuf.Reflection.MethodOptions.Types.IdempotencyLevel;
using MethodConfig = Grpc.Net.Client.Configuration.MethodConfig;

namespace Recsys.Client.Calls;

/// <summary>
/// Which calls are repeated: unary ones that the contract itself marks with an idempotency level, and only while the
/// server is unavailable. Anything else might be done twice.
/// </summary>
internal static class RetryRules
{
    private static readonly ServiceDescriptor[] Services =
    [
        RecommendationService.Descriptor, InteractionService.Descriptor, ProductService.Descriptor,
        CustomerService.Descriptor, ModelService.Descriptor,
    ];

    public static ServiceConfig? For(int maxAttempts)
    {
        if (maxAttempts == 1) return null;
        var safe = new MethodConfig { RetryPolicy = Policy(maxAttempts) };
        foreach (var service in Services)
        foreach (var method in service.Methods)
            if (IsSafe(method)) safe.Names.Add(new MethodName { Service = service.FullName, Method = method.Name });
        return new ServiceConfig { MethodConfigs = { safe } };
    }

    public static bool IsSafe(MethodDescriptor method) =>
        !method.IsClientStreaming && !method.IsServerStreaming
        && method.GetOptions()?.IdempotencyLevel is Idempotency.NoSideEffects or Idempotency.Idempotent;

    private static RetryPolicy Policy(int maxAttempts) => new()
    {
        MaxAttempts = maxAttempts,
        InitialBackoff = TimeSpan.FromSeconds(0.1),
        MaxBackoff = TimeSpan.FromSeconds(1),
        BackoffMultiplier = 2,
        RetryableStatusCodes = { StatusCode.Unavailable },
    };
}
