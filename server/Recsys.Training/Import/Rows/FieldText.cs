using System.Buffers.Text;
using System.Text;

namespace Recsys.Training.Import.Rows;

/// <summary>Fields as ids, numbers and switches.</summary>
internal static class FieldText
{
    private const int MaxIdChars = 128;

    /// <summary>Whether a field can be an id: 1–128 characters, none of them a control character.</summary>
    public static bool IsId(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty || field.Length > MaxIdChars && Encoding.UTF8.GetCharCount(field) > MaxIdChars) return false;
        for (int i = 0; i < field.Length; i++)
        {
            byte b = field[i];
            // C2 80 to C2 9F are the control characters beyond ASCII.
            if (b is < 0x20 or 0x7F || b == 0xC2 && field[i + 1] < 0xA0) return false;
        }
        return true;
    }

    /// <summary>Reads a finite number; an empty field is 0.</summary>
    public static bool TryFloat(ReadOnlySpan<byte> field, out float number)
    {
        number = 0;
        if (field.IsEmpty) return true;
        if (!FieldNumber.TryParse(field, out double wide)) return false;
        number = (float)wide;
        return float.IsFinite(number);
    }

    /// <summary>Reads a whole number, also when written as 12.0; an empty field is 0.</summary>
    public static bool TryInt(ReadOnlySpan<byte> field, out int number)
    {
        number = 0;
        if (field.IsEmpty) return true;
        if (Utf8Parser.TryParse(field, out number, out int used) && used == field.Length) return true;
        if (!FieldNumber.TryParse(field, out double wide)) return false;
        if (wide != Math.Truncate(wide) || Math.Abs(wide) > int.MaxValue) return false;
        number = (int)wide;
        return true;
    }

    public static bool IsTrue(ReadOnlySpan<byte> field) =>
        Ascii.EqualsIgnoreCase(field, "true"u8) || Ascii.EqualsIgnoreCase(field, "yes"u8)
        || Ascii.EqualsIgnoreCase(field, "y"u8) || field.SequenceEqual("1"u8);

    /// <summary>
    /// The entries of a field that holds several, without white space around them and without empty ones.
    /// </summary>
    public static string[] Entries(ReadOnlySpan<byte> field, char separator) =>
        field.IsEmpty ? [] : Encoding.UTF8.GetString(field).Split(
            separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
