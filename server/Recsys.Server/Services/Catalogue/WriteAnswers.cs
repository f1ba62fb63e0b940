using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Standard.Rpc;
using Recsys.Storage.Catalogue;

namespace Recsys.Server.Services.Catalogue;

/// <summary>What a failed write tells its caller.</summary>
/// <param name="resource">What it was about in the contract's words: <c>product</c> or <c>customer</c>.</param>
/// <param name="notFound">The reason when there is none.</param>
/// <param name="alreadyExists">The reason when there is one already.</param>
internal sealed class WriteAnswers(string resource, string notFound, string alreadyExists)
{
    public static WriteAnswers Products { get; } =
        new("product", V1.ErrorReasons.ProductNotFound, V1.ErrorReasons.ProductAlreadyExists);

    public static WriteAnswers Customers { get; } =
        new("customer", V1.ErrorReasons.CustomerNotFound, V1.ErrorReasons.CustomerAlreadyExists);

    /// <summary>NOT_FOUND.</summary>
    public RpcException NotFound(string id) =>
        RpcErrors.NotFound(notFound, $"There is no {resource} of this id.", resource + "_id", id);

    /// <summary>The record after a write that worked.</summary>
    /// <exception cref="RpcException">It did not work.</exception>
    public Stored<T> Require<T>(WriteResult<T> result, string id) => result.Stored ?? throw Failure(result, id);

    /// <summary>The failure of a write that did not work.</summary>
    public RpcException Failure<T>(WriteResult<T> result, string id) => Failure(result.Outcome, result.Violation, id);

    /// <summary>The failure of a write that did not work.</summary>
    public RpcException Failure(WriteOutcome outcome, FieldViolation? wrong, string id) => outcome switch
    {
        WriteOutcome.AlreadyExists => RpcErrors.AlreadyExists(
            alreadyExists, $"There is a {resource} of this id already; update it instead.", resource + "_id", id),
        WriteOutcome.NotFound => NotFound(id),
        WriteOutcome.EtagMismatch => RpcErrors.EtagMismatch(resource, id),
        // The rules here are at least as strict as the store's, so this is for what only the store can know.
        WriteOutcome.Invalid when wrong is { } violation => RpcErrors.InvalidFields(
        [
            new BadRequest.Types.FieldViolation
            {
                Field = $"{resource}.{violation.Field}", Description = violation.Problem,
            },
        ]),
        _ => throw new InvalidOperationException($"A write that ended as {outcome} has no failure."),
    };
}
