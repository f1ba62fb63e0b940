using System.Globalization;

namespace Recsys.Models.Repository;

/// <summary>
/// Names of versions: <c>yyyyMMdd-HHmmss-n</c> in UTC with n from 1 to 9, so that ordinal order is the order of
/// publishing. Nothing else is accepted, which leaves no room for paths.
/// </summary>
internal static class VersionName
{
    private const string TimeFormat = "yyyyMMdd-HHmmss";
    private const int Length = 17;

    public static bool IsValid(string? name) => TryParse(name, out _, out _);

    /// <summary>A name for now that sorts after <paramref name="newest"/> even where the clock was set back.</summary>
    public static string Next(DateTimeOffset now, string? newest)
    {
        var second = new DateTime(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        int sequence = 1;
        if (TryParse(newest, out var latest, out int used) && latest >= second)
            (second, sequence) = used < 9 ? (latest, used + 1) : (latest.AddSeconds(1), 1);
        return $"{second.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{sequence}";
    }

    private static bool TryParse(string? name, out DateTime second, out int sequence)
    {
        second = default;
        sequence = 0;
        if (name is null || name.Length != Length || name[15] != '-' || name[16] is < '1' or > '9') return false;
        sequence = name[16] - '0';
        return DateTime.TryParseExact(
            name.AsSpan(0, 15), TimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out second);
    }
}
