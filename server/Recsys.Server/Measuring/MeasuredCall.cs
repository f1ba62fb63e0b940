using Grpc.Core;

namespace Recsys.Server.Measuring;

/// <summary>One call on its way through its method.</summary>
internal readonly struct MeasuredCall
{
    private readonly MethodMeter? _meter;
    private readonly long _began;

    public MeasuredCall(MethodMeter? meter)
    {
        _meter = meter;
        _began = meter?.Begin() ?? 0;
    }

    /// <summary>It ended as its context says.</summary>
    public void End(ServerCallContext context) => _meter?.End(_began, context.Status.StatusCode);

    /// <summary>It failed. Made for exception filters: nothing is caught.</summary>
    /// <returns>False.</returns>
    public bool Failed(Exception error)
    {
        _meter?.End(_began, error is RpcException told ? told.StatusCode : StatusCode.Unknown);
        return false;
    }
}
