using System.Globalization;
using Grpc.Core;
using Recsys.V1;

namespace Recsys.LoadTest.Tests.Targets;

/// <summary>2,500 customers, listed page by page.</summary>
internal sealed class ScriptedCustomers : CustomerService.CustomerServiceBase
{
    private const int Count = 2_500;

    public override Task<ListCustomersResponse> ListCustomers(ListCustomersRequest request, ServerCallContext context)
    {
        int from = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, CultureInfo.InvariantCulture);
        int to = Math.Min(from + request.PageSize, Count);
        var response = new ListCustomersResponse { NextPageToken = to < Count ? $"{to}" : "" };
        for (int i = from; i < to; i++) response.Customers.Add(new Customer { Id = $"c{i}" });
        return Task.FromResult(response);
    }
}
