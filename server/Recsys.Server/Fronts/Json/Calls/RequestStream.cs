using Grpc.Core;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>The lines of a request as a method reads them.</summary>
internal sealed class RequestStream<TRequest>(RequestLines lines) : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    private TRequest? _current;

    public TRequest Current => _current ?? throw new InvalidOperationException("There is no message yet.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        _current = (TRequest?)await lines.NextAsync(cancellationToken);
        return _current is not null;
    }
}
