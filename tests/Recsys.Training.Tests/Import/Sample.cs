using System.Runtime.CompilerServices;
using Recsys.Training.Data;
using Recsys.Training.Import;

namespace Recsys.Training.Tests.Import;

/// <summary>
/// The bundled sample, found from this source file so that tests run from any folder, and read once for all of them.
/// </summary>
internal static class Sample
{
    private static readonly Lazy<Task<InteractionFileTable>> Table = new(ReadFileAsync);

    public static string Transactions { get; } = Path.Combine(Folder(), "transactions.csv.gz");

    public static string Mapping { get; } = Path.Combine(Folder(), "mapping.json");

    public static Task<InteractionFileTable> ReadAsync() => Table.Value;

    private static Task<InteractionFileTable> ReadFileAsync() =>
        InteractionFiles.ReadAsync([Transactions], InteractionMapping.Load(Mapping));

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/online-retail-ii"));
}
