using System.Runtime.CompilerServices;

namespace Recsys.Training.Tests.Import;

/// <summary>Where the bundled sample lies, found from this source file so that tests run from any folder.</summary>
internal static class Sample
{
    public static string Transactions { get; } = Path.Combine(Folder(), "transactions.csv.gz");

    public static string Mapping { get; } = Path.Combine(Folder(), "mapping.json");

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/online-retail-ii"));
}
