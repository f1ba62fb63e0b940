using System.Security.Cryptography;

namespace Recsys.Server.Errors;

/// <summary>Ids that tie an error the caller saw to the log line that explains it.</summary>
internal static class ErrorIds
{
    /// <summary>Sixteen hexadecimal digits that nobody can guess.</summary>
    public static string Next() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
