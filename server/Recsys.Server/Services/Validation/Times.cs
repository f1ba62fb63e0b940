using Google.Protobuf.WellKnownTypes;

namespace Recsys.Server.Services.Validation;

/// <summary>Times as the contract has them.</summary>
internal static class Times
{
    /// <summary>A time, to the millisecond.</summary>
    public static Timestamp ToTimestamp(DateTimeOffset time)
    {
        long timeMs = time.ToUnixTimeMilliseconds();
        return new Timestamp { Seconds = timeMs / 1000, Nanos = (int)(timeMs % 1000) * 1_000_000 };
    }

    /// <summary>A time, or null where the milliseconds are 0, which means that there is none.</summary>
    public static Timestamp? ToTimestamp(long timeMs) => timeMs == 0
        ? null
        : new Timestamp { Seconds = timeMs / 1000, Nanos = (int)(timeMs % 1000) * 1_000_000 };
}
