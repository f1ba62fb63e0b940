using System.Globalization;
using System.Text;

namespace Recsys.Server.Errors;

/// <summary>Encoding of the trailer grpc-message: UTF-8 with all but printable ASCII, and '%', as %XX.</summary>
internal static class PercentEncoding
{
    public static string Encode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var encoded = new StringBuilder(bytes.Length);
        foreach (byte b in bytes)
        {
            if (b is >= 0x20 and <= 0x7E and not (byte)'%') encoded.Append((char)b);
            else encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return encoded.ToString();
    }
}
