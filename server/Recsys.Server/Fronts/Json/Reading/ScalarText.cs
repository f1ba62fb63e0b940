using System.Globalization;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>Scalars as text: in strings of JSON and in parameters of a query, where they look the same.</summary>
internal static class ScalarText
{
    /// <summary>A whole number within bounds; also written as <c>1.0</c> or <c>1e3</c>, as JSON allows.</summary>
    public static bool TryWhole(string text, decimal least, decimal most, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        && IsPlain(text) && value == decimal.Truncate(value) && value >= least && value <= most;

    /// <summary>A number, or <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    public static bool TryDouble(string text, out double value)
    {
        switch (text)
        {
            case "NaN": value = double.NaN; return true;
            case "Infinity": value = double.PositiveInfinity; return true;
            case "-Infinity": value = double.NegativeInfinity; return true;
            default:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                    && IsPlain(text) && double.IsFinite(value);
        }
    }

    /// <summary>A number that single precision can hold.</summary>
    public static bool TryFloat(string text, out float value)
    {
        bool isNumber = TryDouble(text, out double wide);
        value = (float)wide;
        return isNumber && Fits(wide);
    }

    /// <summary>Whether single precision can hold it.</summary>
    public static bool Fits(double value) => !double.IsFinite(value) || float.IsFinite((float)value);

    // What the framework takes beyond JSON: signs and blanks around, names of infinities.
    private static bool IsPlain(string text) =>
        text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-') && char.IsAsciiDigit(text[^1]);
}
