using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Recsys.Training.Import;

/// <summary>
/// Ids for interactions that have none: made of the row's number in its file and of all it says, so that the same file,
/// whatever it is called and whether CSV or Parquet, gives the same ids, also when rows were appended to it meanwhile.
/// </summary>
internal static class RowIdentity
{
    private const int TextBytes = 128 * 4 + 4;
    private const int IdBytes = 16;

    /// <summary>32 hexadecimal digits: half a SHA-256, so that no two rows of any shop will ever meet.</summary>
    public static string Of(in ImportedInteraction row, ImportCatalogue catalogue)
    {
        Span<byte> content = stackalloc byte[48 + 4 * TextBytes];
        BinaryPrimitives.WriteInt64LittleEndian(content, row.Ordinal);
        BinaryPrimitives.WriteInt64LittleEndian(content[8..], row.TimeMs);
        BinaryPrimitives.WriteSingleLittleEndian(content[16..], row.Price);
        BinaryPrimitives.WriteSingleLittleEndian(content[20..], row.Value);
        BinaryPrimitives.WriteInt32LittleEndian(content[24..], row.Quantity);
        BinaryPrimitives.WriteInt32LittleEndian(content[28..], row.DwellMs);
        BinaryPrimitives.WriteInt32LittleEndian(content[32..], (int)row.Type);
        int length = 36;
        Append(content, ref length, row.Customer < 0 ? default : catalogue.Customers.Bytes(row.Customer));
        Append(content, ref length, catalogue.Products.Bytes(row.Product));
        Append(content, ref length, row.Country < 0 ? default : catalogue.Countries.Bytes(row.Country));
        Append(content, ref length, row.Session);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content[..length], hash);
        return Convert.ToHexStringLower(hash[..IdBytes]);
    }

    /// <summary>Adds a text behind its length, so that no two lists of texts look alike.</summary>
    private static void Append(Span<byte> content, ref int length, ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(content[length..], text.Length);
        text.CopyTo(content[(length + 4)..]);
        length += 4 + text.Length;
    }
}
