using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>How long a call may take, as its headers say.</summary>
internal static class CallTimeout
{
    /// <summary>As in gRPC: digits and one of H, M, S, m, u, n.</summary>
    public const string GrpcHeader = "grpc-timeout";

    /// <summary>Seconds, with a fraction where need be.</summary>
    public const string SecondsHeader = "x-server-timeout";

    private const int MostDigits = 8;

    // Longer than any call; what timers can hold ends a little later.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>The time that the caller gives; null where it gives none.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: a header is wrong.</exception>
    public static TimeSpan? Of(HttpRequest request)
    {
        string grpc = request.Headers[GrpcHeader].ToString();
        if (grpc.Length > 0)
            return Grpc(grpc) ?? throw Wrong(GrpcHeader, "is no time such as 500m, 5S or 1M.");
        string seconds = request.Headers[SecondsHeader].ToString();
        if (seconds.Length == 0) return null;
        return double.TryParse(
                seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value > 0
            ? TimeSpan.FromSeconds(Math.Min(value, Longest.TotalSeconds))
            : throw Wrong(SecondsHeader, "is no number of seconds above 0, such as 2.5.");
    }

    private static TimeSpan? Grpc(string text)
    {
        if (text.Length - 1 is < 1 or > MostDigits
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out
                long count))
            return null;
        long? ticks = text[^1] switch
        {
            'H' => count * TimeSpan.TicksPerHour,
            'M' => count * TimeSpan.TicksPerMinute,
            'S' => count * TimeSpan.TicksPerSecond,
            'm' => count * TimeSpan.TicksPerMillisecond,
            'u' => count * TimeSpan.TicksPerMicrosecond,
            'n' => count / TimeSpan.NanosecondsPerTick,
            _ => null,
        };
        return ticks is { } some ? TimeSpan.FromTicks(Math.Min(some, Longest.Ticks)) : null;
    }

    private static RpcException Wrong(string header, string description)
    {
        var wrong = new Violations();
        wrong.Add(header, description);
        return Server.Errors.RpcErrors.InvalidFields(wrong.Found);
    }
}
