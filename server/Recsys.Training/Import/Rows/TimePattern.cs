using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Recsys.Training.Import.Mapping;

namespace Recsys.Training.Import.Rows;

/// <summary>Reads times as milliseconds since 1970-01-01 UTC from UTF-8, without allocating.</summary>
internal sealed class TimePattern
{
    private const long UnixEpochMs = 62_135_596_800_000;
    private static readonly string[] Words =
        ["yyyy", "yy", "MM", "M", "dd", "d", "HH", "H", "hh", "h", "mm", "m", "ss", "s", "tt"];

    private readonly Kind _kind;
    private readonly Token[] _tokens;
    private readonly TimeZoneInfo? _zone;

    private enum Kind { Any, Iso, Unix, UnixMs, Pattern }

    private readonly record struct Token(char Letter, int Width, char Literal);

    private ref struct Parts
    {
        public int Year, Month, Day, Hour, Minute, Second, Ms;
        public bool HalfDay, Afternoon;
    }

    private TimePattern(Kind kind, Token[] tokens, TimeZoneInfo? zone)
    {
        _kind = kind;
        _tokens = tokens;
        _zone = zone;
    }

    public static TimePattern UnixMs { get; } = new(Kind.UnixMs, [], null);

    public static bool TryCreate(TimeColumn column, [NotNullWhen(true)] out TimePattern? pattern, out string problem)
    {
        pattern = null;
        problem = "";
        TimeZoneInfo? zone = null;
        if (column.Zone is { } name && name != "UTC" && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
        {
            problem = $"zone '{name}' is not known to this machine; it must be an IANA name such as Europe/London";
            return false;
        }
        var kind = column.Format switch
        {
            "any" => Kind.Any,
            "iso" => Kind.Iso,
            "unix" => Kind.Unix,
            "unixMs" => Kind.UnixMs,
            _ => Kind.Pattern,
        };
        var tokens = new List<Token>();
        if (kind == Kind.Pattern && !Tokenize(column.Format, tokens, out problem)) return false;
        pattern = new TimePattern(kind, [.. tokens], zone);
        return true;
    }

    /// <summary>Reads one time; nothing may be left over.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out long timeMs)
    {
        timeMs = 0;
        switch (_kind)
        {
            case Kind.UnixMs:
                return Utf8Parser.TryParse(text, out timeMs, out int used) && used == text.Length;
            case Kind.Unix:
                if (!Utf8Parser.TryParse(text, out double seconds, out used) || used != text.Length) return false;
                if (!(Math.Abs(seconds) < 1e12)) return false;
                timeMs = (long)Math.Round(seconds * 1000);
                return true;
            case Kind.Iso:
                return TryParseIso(text, out timeMs);
            case Kind.Any when TryParseIso(text, out timeMs):
                return true;
            case Kind.Any when Utf8Parser.TryParse(text, out double number, out int length) && length == text.Length:
                // Seconds reach this far beyond the year 5000, milliseconds begin in 1973.
                timeMs = (long)(number < 1e11 ? number * 1000 : number);
                return Math.Abs(number) < 1e15;
            case Kind.Any:
                return false;
            default:
                return TryParsePattern(text, out timeMs);
        }
    }

    private static bool Tokenize(string format, List<Token> tokens, out string problem)
    {
        problem = "";
        for (int at = 0; at < format.Length;)
        {
            var rest = format.AsSpan(at);
            int fraction = rest.Length - rest.TrimStart('f').Length;
            string? word = fraction > 0 ? null : Array.Find(Words, w => format.AsSpan(at).StartsWith(w));
            if (fraction > 0) tokens.Add(new Token('f', fraction, default));
            else if (word is not null) tokens.Add(new Token(word[0], word.Length, default));
            else if (char.IsAscii(rest[0]) && !char.IsAsciiLetter(rest[0]) || rest[0] is 'T' or 'Z')
                tokens.Add(new Token('\0', 1, rest[0]));
            else
            {
                problem = $"format '{format}': '{rest[0]}' means nothing; "
                    + "use iso, unix, unixMs or a pattern such as dd/MM/yyyy HH:mm";
                return false;
            }
            at += fraction > 0 ? fraction : word?.Length ?? 1;
        }
        ReadOnlySpan<(char, string)> needed = [('y', "year (yyyy)"), ('M', "month (MM)"), ('d', "day (dd)")];
        foreach (var (letter, part) in needed)
        {
            if (tokens.Exists(token => token.Letter == letter)) continue;
            problem = $"format '{format}' lacks the {part}";
            return false;
        }
        return true;
    }

    private bool TryParsePattern(ReadOnlySpan<byte> text, out long timeMs)
    {
        timeMs = 0;
        var parts = new Parts();
        foreach (var token in _tokens)
            if (!Take(ref text, token, ref parts)) return false;
        if (!text.IsEmpty) return false;
        if (parts.HalfDay)
        {
            if (parts.Hour is < 1 or > 12) return false;
            parts.Hour = parts.Hour % 12 + (parts.Afternoon ? 12 : 0);
        }
        return TryMakeTime(parts, offsetMinutes: null, out timeMs);
    }

    private static bool Take(ref ReadOnlySpan<byte> text, Token token, ref Parts parts)
    {
        switch (token.Letter)
        {
            case '\0':
                if (text.IsEmpty || text[0] != token.Literal) return false;
                text = text[1..];
                return true;
            case 'y':
                bool hasYear = TakeDigits(ref text, token.Width, token.Width, out parts.Year);
                if (token.Width == 2) parts.Year += parts.Year < 70 ? 2000 : 1900;
                return hasYear;
            case 'M': return TakeDigits(ref text, token.Width, 2, out parts.Month);
            case 'd': return TakeDigits(ref text, token.Width, 2, out parts.Day);
            case 'H': return TakeDigits(ref text, token.Width, 2, out parts.Hour);
            case 'h':
                parts.HalfDay = true;
                return TakeDigits(ref text, token.Width, 2, out parts.Hour);
            case 'm': return TakeDigits(ref text, token.Width, 2, out parts.Minute);
            case 's': return TakeDigits(ref text, token.Width, 2, out parts.Second);
            case 'f': return TakeFraction(ref text, token.Width, token.Width, out parts.Ms);
            default:
                if (text.Length < 2 || (text[1] | 0x20) != 'm' || (text[0] | 0x20) is not ('a' or 'p')) return false;
                parts.Afternoon = (text[0] | 0x20) == 'p';
                parts.HalfDay = true;
                text = text[2..];
                return true;
        }
    }

    private bool TryParseIso(ReadOnlySpan<byte> text, out long timeMs)
    {
        timeMs = 0;
        var parts = new Parts();
        int? offset = null;
        if (!TakeDigits(ref text, 4, 4, out parts.Year) || !TakeByte(ref text, (byte)'-')
            || !TakeDigits(ref text, 2, 2, out parts.Month) || !TakeByte(ref text, (byte)'-')
            || !TakeDigits(ref text, 2, 2, out parts.Day)) return false;
        if (!text.IsEmpty)
        {
            if (!TakeByte(ref text, (byte)' ') && !TakeByte(ref text, (byte)'T')) return false;
            if (!TakeDigits(ref text, 2, 2, out parts.Hour) || !TakeByte(ref text, (byte)':')
                || !TakeDigits(ref text, 2, 2, out parts.Minute)) return false;
            if (TakeByte(ref text, (byte)':'))
            {
                if (!TakeDigits(ref text, 2, 2, out parts.Second)) return false;
                if (TakeByte(ref text, (byte)'.') && !TakeFraction(ref text, 1, 9, out parts.Ms)) return false;
            }
            if (!TakeOffset(ref text, out offset)) return false;
        }
        return text.IsEmpty && TryMakeTime(parts, offset, out timeMs);
    }

    private static bool TakeOffset(ref ReadOnlySpan<byte> text, out int? offsetMinutes)
    {
        offsetMinutes = null;
        if (text.IsEmpty) return true;
        if (TakeByte(ref text, (byte)'Z'))
        {
            offsetMinutes = 0;
            return true;
        }
        int sign = TakeByte(ref text, (byte)'+') ? 1 : TakeByte(ref text, (byte)'-') ? -1 : 0;
        int minutes = 0;
        if (sign == 0 || !TakeDigits(ref text, 2, 2, out int hours)) return false;
        if (!text.IsEmpty)
        {
            TakeByte(ref text, (byte)':');
            if (!TakeDigits(ref text, 2, 2, out minutes)) return false;
        }
        offsetMinutes = sign * (hours * 60 + minutes);
        return hours < 24 && minutes < 60;
    }

    private bool TryMakeTime(in Parts parts, int? offsetMinutes, out long timeMs)
    {
        timeMs = 0;
        if (parts.Year is < 1 or > 9999 || parts.Month is < 1 or > 12
            || parts.Hour > 23 || parts.Minute > 59 || parts.Second > 59
            || parts.Day < 1 || parts.Day > DateTime.DaysInMonth(parts.Year, parts.Month)) return false;
        var local = new DateTime(
            parts.Year, parts.Month, parts.Day, parts.Hour, parts.Minute, parts.Second, parts.Ms,
            DateTimeKind.Unspecified);
        timeMs = local.Ticks / TimeSpan.TicksPerMillisecond - UnixEpochMs;
        if (offsetMinutes is { } offset) timeMs -= offset * 60_000L;
        else if (_zone is not null) timeMs -= (long)_zone.GetUtcOffset(local).TotalMilliseconds;
        return true;
    }

    private static bool TakeByte(ref ReadOnlySpan<byte> text, byte expected)
    {
        if (text.IsEmpty || text[0] != expected) return false;
        text = text[1..];
        return true;
    }

    private static bool TakeDigits(ref ReadOnlySpan<byte> text, int least, int most, out int number)
    {
        number = 0;
        int count = 0;
        while (count < most && count < text.Length && (uint)(text[count] - '0') <= 9)
            number = number * 10 + (text[count++] - '0');
        text = text[count..];
        return count >= least;
    }

    /// <summary>Takes digits after a decimal point as milliseconds; finer ones are cut off.</summary>
    private static bool TakeFraction(ref ReadOnlySpan<byte> text, int least, int most, out int ms)
    {
        ms = 0;
        int count = 0;
        for (; count < most && count < text.Length && (uint)(text[count] - '0') <= 9; count++)
            if (count < 3) ms = ms * 10 + (text[count] - '0');
        for (int i = count; i < 3; i++) ms *= 10;
        text = text[count..];
        return count >= least;
    }
}
