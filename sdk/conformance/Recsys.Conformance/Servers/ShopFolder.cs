using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Recsys.Bench.Processes;

namespace Recsys.Conformance.Servers;

/// <summary>The shop imported and its model trained, made once and kept; servers run on copies.</summary>
internal sealed class ShopFolder
{
    private const string Done = "done";
    private readonly string _folder;

    private ShopFolder(string folder) => _folder = folder;

    /// <summary>Published models, read only by servers that do not publish.</summary>
    public string Models => Path.Combine(_folder, "models");

    /// <summary>Makes it where it is not there yet.</summary>
    /// <param name="command">The recsys command.</param>
    /// <param name="below">Folder to keep it in.</param>
    /// <param name="mapping">The mapping of the shop's columns.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ShopFolder> OpenAsync(
        ServerCommand command, string below, string mapping, CancellationToken cancellation)
    {
        string csv = Shop.ToCsv();
        string name = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(csv + await File.ReadAllTextAsync(mapping, cancellation))))[..12];
        string folder = Path.Combine(below, $"shop-{name}");
        if (File.Exists(Path.Combine(folder, Done))) return new ShopFolder(folder);

        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        string purchases = Path.Combine(folder, "purchases.csv");
        await File.WriteAllTextAsync(purchases, csv, cancellation);
        string data = Path.Combine(folder, "data"), models = Path.Combine(folder, "models");
        await RunAsync(command, ["import", purchases, "--mapping", mapping, "--data", data], cancellation);
        await RunAsync(command, ["train", "--data", data, "--models", models], cancellation);
        // A second version to activate and to go back from.
        await RunAsync(command, ["train", "--data", data, "--models", models], cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, Done), "", cancellation);
        return new ShopFolder(folder);
    }

    /// <summary>Copies the data and the models for one server.</summary>
    public (string Data, string Models) CopyTo(string folder)
    {
        string data = Path.Combine(folder, "data"), models = Path.Combine(folder, "models");
        BenchFolder.Copy(Path.Combine(_folder, "data"), data);
        BenchFolder.Copy(Models, models);
        return (data, models);
    }

    private static async Task RunAsync(
        ServerCommand command, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(command.Program, [.. command.Arguments, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        string errors = await process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new ConformanceException($"recsys {arguments.First()} failed:\n{errors}{await output}");
    }
}
