using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Server.Services.Catalogue;
using Recsys.Server.Services.Validation;
using Recsys.Storage;

namespace Recsys.Server.Services.Operations;

/// <summary>Answers what was held out, but for customers who were erased.</summary>
internal sealed class HeldOutService(ServerOptions options, RecsysStore store)
{
    private readonly HeldOutData? _data = options.HeldOutFile is { } file ? HeldOutFile.Load(file) : null;

    /// <summary>A page of customers.</summary>
    public V1.ListHeldOutCustomersResponse List(V1.ListHeldOutCustomersRequest request)
    {
        var violations = new Violations();
        int pageSize = PageTokens.Size(violations, request.PageSize);
        string after = PageTokens.Read(violations, PageKind.HeldOutCustomers, request.PageToken);
        violations.ThrowIfAny();
        var data = Require();
        string[] customers =
            [.. data.CustomersAfter(after).Where(one => !store.Customers.WasErased(one)).Take(pageSize + 1)];
        var answer = new V1.ListHeldOutCustomersResponse { StartTime = Times.ToTimestamp(data.StartMs) };
        foreach (string customer in customers.AsSpan(0, Math.Min(pageSize, customers.Length)))
        {
            answer.Customers.Add(new V1.HeldOutCustomer
            {
                CustomerId = customer,
                ProductCount = data.Of(customer).Count,
            });
        }
        if (customers.Length > pageSize)
            answer.NextPageToken = PageTokens.After(PageKind.HeldOutCustomers, customers[pageSize - 1]);
        return answer;
    }

    /// <summary>What one customer did.</summary>
    public V1.GetHeldOutInteractionsResponse Get(V1.GetHeldOutInteractionsRequest request)
    {
        var violations = new Violations();
        violations.Id("customer_id", request.CustomerId);
        violations.ThrowIfAny();
        var data = Require();
        var answer = new V1.GetHeldOutInteractionsResponse { StartTime = Times.ToTimestamp(data.StartMs) };
        if (store.Customers.WasErased(request.CustomerId)) return answer;
        foreach (var item in data.Of(request.CustomerId))
        {
            answer.Interactions.Add(new V1.HeldOutInteraction
            {
                ProductId = item.ProductId,
                Type = (V1.InteractionType)item.Type,
                EventTime = Times.ToTimestamp(item.TimeMs),
            });
        }
        return answer;
    }

    private HeldOutData Require() => _data ?? throw RpcErrors.Make(
        StatusCode.FailedPrecondition, V1.ErrorReasons.NoHeldOutData,
        "This server was started without held-out interactions.");
}
