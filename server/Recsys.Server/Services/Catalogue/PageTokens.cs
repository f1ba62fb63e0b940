using System.Security.Cryptography;
using System.Text;
using Recsys.Server.Services.Validation;
using Recsys.Storage;

namespace Recsys.Server.Services.Catalogue;

/// <summary>
/// Page sizes and tokens of listings. A token holds where the page before it ended, so that it never expires.
/// </summary>
internal static class PageTokens
{
    /// <summary>Size of a page that no size was asked for.</summary>
    public const int DefaultSize = 50;

    private const byte Version = 1;

    private const byte Searched = 0x80;
    private const int QueryHashBytes = 8;

    // Version, kind, hash of a query, 128 characters of up to 3 bytes, checksum; in base64.
    private const int MostCharacters = 640;

    /// <summary>
    /// The page size to use. Too many are taken as the most there may be: paging goes on where the page ends.
    /// </summary>
    public static int Size(Violations violations, int pageSize)
    {
        if (pageSize < 0) violations.Add("page_size", $"is {pageSize}; give 0–{StorageLimits.PageSize}.");
        return pageSize == 0 ? DefaultSize : Math.Clamp(pageSize, 1, StorageLimits.PageSize);
    }

    /// <summary>The token of the page after an id.</summary>
    /// <param name="kind">The listing.</param>
    /// <param name="id">Where the page ended; empty when it was the last.</param>
    /// <param name="query">What is looked for; the token is of no use with another text.</param>
    public static string After(PageKind kind, string id, string query = "") =>
        id.Length == 0 ? "" : OpaqueToken.Encode([.. Head(kind, query), .. Encoding.UTF8.GetBytes(id)]);

    /// <summary>The id that a token names; empty for the first page.</summary>
    public static string Read(Violations violations, PageKind kind, string token, string query = "")
    {
        if (token.Length == 0) return "";
        byte[] head = Head(kind, query);
        if (OpaqueToken.TryDecode(token, MostCharacters, out byte[]? content) && content.AsSpan().StartsWith(head))
            return Encoding.UTF8.GetString(content.AsSpan(head.Length));
        violations.Add("page_token", "is no token of this call; send next_page_token of the page before as it came.");
        return "";
    }

    private static byte[] Head(PageKind kind, string query) => query.Length == 0
        ? [Version, (byte)kind]
        : [
            Version, (byte)((byte)kind | Searched),
            .. SHA256.HashData(Encoding.UTF8.GetBytes(query)).AsSpan(0, QueryHashBytes),
        ];
}
