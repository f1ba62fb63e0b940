namespace Recsys.Models.Repository;

/// <summary>One file of a version, as it was when it was published.</summary>
/// <param name="Name">Name in the version folder, without a path.</param>
/// <param name="SizeBytes">Length in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Crc32c">
/// What is compared at every start: CRC-32C over the CRC-32Cs of its pieces of 64 MiB, 8 lower-case hexadecimal digits;
/// empty in versions of before, whose SHA-256 is compared instead.
/// </param>
public sealed record ModelFile(string Name, long SizeBytes, string Sha256, string Crc32c = "");
