using System.Globalization;

namespace Recsys.Training.Import.Rows;

/// <summary>Numbers as shops write them.</summary>
internal static class FieldNumber
{
    private const int MaxExactDigits = 15;
    private static readonly double[] PowersOfTen =
        [.. Enumerable.Range(0, MaxExactDigits + 1).Select(i => Math.Pow(10, i))];

    /// <summary>Reads a finite number; nothing may be left over.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, out double number) =>
        TryParsePlain(field, out number)
        || double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);

    /// <summary>
    /// Digits with at most a sign and a point, as nearly all prices are. Up to 15 digits are exact in a double and so
    /// are the powers of ten, so one division gives the nearest double, as parsing does (Clinger 1990).
    /// </summary>
    private static bool TryParsePlain(ReadOnlySpan<byte> field, out double number)
    {
        number = 0;
        bool negative = !field.IsEmpty && field[0] == (byte)'-';
        int start = negative ? 1 : 0, point = -1, digits = 0;
        long mantissa = 0;
        for (int i = start; i < field.Length; i++)
        {
            uint digit = (uint)(field[i] - '0');
            if (digit <= 9)
            {
                mantissa = mantissa * 10 + digit;
                if (++digits > MaxExactDigits) return false;
            }
            else if (field[i] == (byte)'.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }
        if (digits == 0) return false;
        int decimals = point < 0 ? 0 : field.Length - point - 1;
        number = mantissa / PowersOfTen[decimals];
        if (negative) number = -number;
        return true;
    }
}
