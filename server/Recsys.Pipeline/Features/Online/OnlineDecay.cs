namespace Recsys.Pipeline.Features.Online;

/// <summary>How much of a decayed count is left.</summary>
internal static class OnlineDecay
{
    /// <summary>What a half-life leaves of a value after a time; all of it where no time passed.</summary>
    public static double Remaining(TimeSpan halfLife, double elapsedMs) =>
        elapsedMs <= 0 ? 1 : Math.Pow(0.5, elapsedMs / halfLife.TotalMilliseconds);
}
