using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Recsys.V1;
using Idempotency = Google.Protobuf.Reflection.MethodOptions.Types.IdempotencyLevel;

namespace Recsys.Client.Calls;

/// <summary>
/// Which calls are repeated and when: unary ones that the contract itself marks with an idempotency level, and only
/// while the server is unavailable. Anything else might be done twice.
/// </summary>
internal static class RetryRules
{
    private static readonly ServiceDescriptor[] Services =
    [
        RecommendationService.Descriptor, InteractionService.Descriptor, ProductService.Descriptor,
        CustomerService.Descriptor, ModelService.Descriptor, OperationsService.Descriptor,
    ];

    /// <summary>The full names of the methods that may be repeated, as <c>/recsys.v1.Service/Method</c>.</summary>
    public static FrozenSet<string> SafeMethods { get; } = Services
        .SelectMany(service => service.Methods)
        .Where(IsSafe)
        .Select(method => $"/{method.Service.FullName}/{method.Name}")
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>How long to wait before the next try.</summary>
    /// <param name="tries">Tries so far, from 1.</param>
    /// <param name="error">What the last one ended with.</param>
    /// <param name="left">Time left until the call's deadline.</param>
    /// <returns>Null when there is no sense in another try.</returns>
    public static TimeSpan? WaitAfter(int tries, RpcException error, TimeSpan left)
    {
        if (error.StatusCode != StatusCode.Unavailable) return null;
        // Clients that lost the same server must not all come back at the same moment.
        var wait = TimeSpan.FromSeconds(0.1 * Math.Pow(2, tries - 1) * (0.5 + (Random.Shared.NextDouble() / 2)));
        if (new RecsysException(error).RetryAfter is { } asked && asked > wait) wait = asked;
        return wait < left ? wait : null;
    }

    /// <summary>What a call ends with that was cancelled between two tries.</summary>
    public static RpcException GivenUp() =>
        new(new Status(StatusCode.Cancelled, "The call was cancelled while it waited for its next try."));

    private static bool IsSafe(MethodDescriptor method) =>
        !method.IsClientStreaming && !method.IsServerStreaming
        && method.GetOptions()?.IdempotencyLevel is Idempotency.NoSideEffects or Idempotency.Idempotent;
}
