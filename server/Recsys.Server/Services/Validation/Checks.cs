using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Recsys.Storage;
using Recsys.Storage.Records;

namespace Recsys.Server.Services.Validation;

/// <summary>Checks of single fields. Each notes what is wrong and how to put it right.</summary>
internal static class Checks
{
    /// <summary>Highest price taken anywhere, in the shop's currency.</summary>
    public const double MaxPrice = 1e12;

    private const string ControlCharacters = "holds a control character or broken Unicode; remove it.";

    /// <summary>An id of 1–128 characters.</summary>
    public static void Id(this Violations violations, string field, string id)
    {
        if (id.Length == 0) violations.Add(field, "is missing; give 1–128 characters.");
        else violations.OptionalId(field, id);
    }

    /// <summary>An id of at most 128 characters, or none.</summary>
    public static void OptionalId(this Violations violations, string field, string id)
    {
        if (id.Length > StorageLimits.IdLength)
            violations.Add(field, Invariant($"has {id.Length} characters; give at most {StorageLimits.IdLength}."));
        else if (!TextRules.IsPlain(id, allowLines: false) || !TextRules.IsIntact(id))
            violations.Add(field, ControlCharacters);
    }

    /// <summary>A list of ids.</summary>
    public static void Ids(this Violations violations, string field, IReadOnlyList<string> ids, int most)
    {
        if (!violations.Count(field, ids.Count, 0, most)) return;
        for (int i = 0; i < ids.Count && !violations.Full; i++)
            if (!TextRules.IsId(ids[i])) violations.Id(Invariant($"{field}[{i}]"), ids[i]);
    }

    /// <summary>How many entries a list has.</summary>
    /// <returns>Whether the count is right, so that looking at the entries makes sense.</returns>
    public static bool Count(this Violations violations, string field, int count, int fewest, int most)
    {
        if (count < fewest) violations.Add(field, Invariant($"is empty; give {fewest}–{most} entries."));
        else if (count > most) violations.Add(field, Invariant($"has {count} entries; give at most {most}."));
        return count >= fewest && count <= most;
    }

    /// <summary>Text without control characters.</summary>
    public static void Text(
        this Violations violations, string field, string text, int most, bool required = false, bool allowLines = false)
    {
        if (text.Length == 0 && required) violations.Add(field, Invariant($"is empty; give 1–{most} characters."));
        else if (text.Length > most)
            violations.Add(field, Invariant($"has {text.Length} characters; give at most {most}."));
        else if (!TextRules.IsPlain(text, allowLines) || !TextRules.IsIntact(text))
            violations.Add(field, ControlCharacters);
    }

    /// <summary>A list of texts, none empty.</summary>
    public static void Texts(
        this Violations violations, string field, IReadOnlyList<string> texts, int mostTexts, int mostLength)
    {
        if (!violations.Count(field, texts.Count, 0, mostTexts)) return;
        for (int i = 0; i < texts.Count && !violations.Full; i++)
            violations.Text(Invariant($"{field}[{i}]"), texts[i], mostLength, required: true);
    }

    /// <summary>A country of at most 64 bytes.</summary>
    public static void Country(this Violations violations, string field, string country)
    {
        if (TextRules.IsCountry(country) && TextRules.IsIntact(country)) return;
        violations.Add(field, TextRules.IsPlain(country, allowLines: false) && TextRules.IsIntact(country)
            ? Invariant($"is longer than {StorageLimits.CountryBytes} bytes; shorten it.")
            : ControlCharacters);
    }

    /// <summary>A whole number within bounds.</summary>
    public static void Range(this Violations violations, string field, int value, int least, int most)
    {
        if (value < least || value > most)
            violations.Add(field, Invariant($"is {value}; give {least}–{most}."));
    }

    /// <summary>A number that is finite and within bounds.</summary>
    public static void Range(this Violations violations, string field, double value, double least, double most)
    {
        // Written so that NaN fails as well.
        if (!(value >= least && value <= most))
            violations.Add(field, Invariant($"is {value}; give a number of {least}–{most}."));
    }

    /// <summary>A price.</summary>
    public static void Price(this Violations violations, string field, double price) =>
        violations.Range(field, price, 0, MaxPrice);

    /// <summary>A number that is finite.</summary>
    public static void Finite(this Violations violations, string field, float value)
    {
        if (!float.IsFinite(value)) violations.Add(field, Invariant($"is {value}; give a finite number."));
    }

    /// <summary>A known value of an enum that is not its zero.</summary>
    public static void Chosen<T>(this Violations violations, string field, T value)
        where T : struct, System.Enum
    {
        if (Convert.ToInt32(value, CultureInfo.InvariantCulture) == 0) violations.Add(field, "is missing; choose one.");
        else violations.Known(field, value);
    }

    /// <summary>A known value of an enum.</summary>
    public static void Known<T>(this Violations violations, string field, T value)
        where T : struct, System.Enum
    {
        if (!System.Enum.IsDefined(value))
            violations.Add(field, Invariant($"is {value}, which this server does not know; choose another."));
    }

    /// <summary>A time from 1970 to the end of the year 9999, or none.</summary>
    /// <returns>Milliseconds since 1970-01-01 UTC, rounded down; 0 when there is none or it is wrong.</returns>
    public static long Time(this Violations violations, string field, Timestamp? time)
    {
        if (time is null) return 0;
        bool holds = time.Seconds is >= 0 and <= StorageLimits.LatestTimeMs / 1000
            && time.Nanos is >= 0 and <= 999_999_999;
        long timeMs = holds ? time.Seconds * 1000 + time.Nanos / 1_000_000 : 0;
        if (timeMs == 0) violations.Add(field, "is no time after 1970-01-01T00:00:00Z and before the year 10000.");
        return timeMs;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
