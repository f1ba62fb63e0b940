using Grpc.Core;
using Recsys.Pipeline.Catalogue;
using Recsys.Server.Services.Features;
using Recsys.Server.Services.Validation;
using Recsys.Storage;
using Recsys.Storage.Catalogue;

namespace Recsys.Server.Services.Catalogue;

/// <summary>The contract's CustomerService on the store.</summary>
internal sealed class CustomerServiceImpl(RecsysStore store, TimeProvider time)
    : V1.CustomerService.CustomerServiceBase
{
    private const int MostIds = 1000;
    private static readonly WriteAnswers Answers = WriteAnswers.Customers;

    public override async Task<V1.CreateCustomerResponse> CreateCustomer(
        V1.CreateCustomerRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var customer = CustomerMapping.Read(violations, "customer", request.Customer);
        violations.ThrowIfAny();
        var result = await store.Customers.CreateAsync(customer, context.CancellationToken);
        return new V1.CreateCustomerResponse { Customer = CustomerMapping.Write(Answers.Require(result, customer.Id)) };
    }

    public override async Task<V1.GetCustomerResponse> GetCustomer(
        V1.GetCustomerRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Id("customer_id", request.CustomerId);
        violations.ThrowIfAny();
        var stored = await store.Customers.GetAsync(request.CustomerId, context.CancellationToken)
            ?? throw Answers.NotFound(request.CustomerId);
        return new V1.GetCustomerResponse { Customer = CustomerMapping.Write(stored) };
    }

    public override async Task<V1.GetCustomerFeaturesResponse> GetCustomerFeatures(
        V1.GetCustomerFeaturesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        if (request.SessionId.Length == 0) violations.Id("customer_id", request.CustomerId);
        else violations.OptionalId("customer_id", request.CustomerId);
        violations.OptionalId("session_id", request.SessionId);
        violations.ThrowIfAny();

        // What is read afterwards has at least this.
        var answer = new V1.GetCustomerFeaturesResponse { JournalPosition = store.Interactions.AppliedPosition };
        var mapping = new FeatureMapping(store, time.GetUtcNow().ToUnixTimeMilliseconds());
        mapping.Write(
            await store.Features.ReadCustomerAsync(request.CustomerId, context.CancellationToken),
            answer.CustomerFeatures);
        mapping.Write(
            await store.Features.ReadSessionAsync(request.SessionId, context.CancellationToken),
            answer.SessionFeatures);
        if (!request.IncludeDefinitions) return answer;
        FeatureMapping.WriteDefinitions(store.Features.Schema.Customer, answer.CustomerDefinitions);
        FeatureMapping.WriteDefinitions(store.Features.Schema.Session, answer.SessionDefinitions);
        return answer;
    }

    public override async Task<V1.BatchGetCustomersResponse> BatchGetCustomers(
        V1.BatchGetCustomersRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        BatchIds.Check(violations, "customer_ids", request.CustomerIds, MostIds);
        violations.ThrowIfAny();
        var answer = new V1.BatchGetCustomersResponse();
        foreach (string id in request.CustomerIds)
        {
            if (await store.Customers.GetAsync(id, context.CancellationToken) is { } stored)
                answer.Customers.Add(CustomerMapping.Write(stored));
            else
                answer.MissingCustomerIds.Add(id);
        }
        return answer;
    }

    public override async Task<V1.ListCustomersResponse> ListCustomers(
        V1.ListCustomersRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        int pageSize = PageTokens.Size(violations, request.PageSize);
        string query = request.Query;
        violations.Query(query);
        string afterId = PageTokens.Read(violations, PageKind.Customers, request.PageToken, query);
        violations.ThrowIfAny();
        var page = query.Length == 0
            ? await store.Customers.ListAsync(afterId, pageSize, context.CancellationToken)
            : await store.Customers.SearchAsync(
                customer => TextQuery.Matches(query, customer.Id, customer.DisplayName), afterId, pageSize,
                TextQuery.MostExamined, context.CancellationToken);
        var answer = new V1.ListCustomersResponse
        {
            NextPageToken = PageTokens.After(PageKind.Customers, page.NextAfterId, query),
        };
        foreach (var stored in page.Items) answer.Customers.Add(CustomerMapping.Write(stored));
        return answer;
    }

    public override async Task<V1.UpdateCustomerResponse> UpdateCustomer(
        V1.UpdateCustomerRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var customer = CustomerMapping.Read(violations, "customer", request.Customer);
        var fields = UpdateMask.Choose(
            violations, request.UpdateMask, request.Customer ?? new V1.Customer(), CustomerFields.All);
        violations.ThrowIfAny();
        var update = new RecordUpdate<Customer>(
            store.Customers, customer.Id, request.Customer!.Etag, request.AllowMissing);
        var result = await update.RunAsync(
            customer, current => fields.Aggregate(current, (to, field) => field.Copy(to, customer)),
            context.CancellationToken);
        return new V1.UpdateCustomerResponse { Customer = CustomerMapping.Write(Answers.Require(result, customer.Id)) };
    }

    public override async Task<V1.DeleteCustomerResponse> DeleteCustomer(
        V1.DeleteCustomerRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Id("customer_id", request.CustomerId);
        violations.ThrowIfAny();
        var result = await store.Customers.EraseAsync(request.CustomerId, request.Etag, context.CancellationToken);
        return result.Outcome switch
        {
            WriteOutcome.Deleted => new V1.DeleteCustomerResponse
            {
                EraseTime = Times.ToTimestamp(result.TimeMs), JournalPosition = result.JournalPosition,
            },
            WriteOutcome.NotFound when request.AllowMissing => new V1.DeleteCustomerResponse(),
            _ => throw Answers.Failure(result.Outcome, result.Violation, request.CustomerId),
        };
    }

    public override async Task<V1.ImportCustomersResponse> ImportCustomers(
        IAsyncStreamReader<V1.ImportCustomersRequest> requestStream, ServerCallContext context)
    {
        var import = new RecordImport<V1.Customer, Customer>(
            store.Customers, "customers", customer => customer.Id, CustomerMapping.Read);
        await import.RunAsync(requestStream, message => message.Customers, context.CancellationToken);
        var answer = new V1.ImportCustomersResponse
        {
            CreatedCount = import.Created, UpdatedCount = import.Updated, RejectedCount = import.Rejected,
        };
        foreach (var (index, id, field, description) in import.Rejections)
            answer.Rejections.Add(
                new V1.CustomerRejection { Index = index, CustomerId = id, Field = field, Description = description });
        return answer;
    }
}
