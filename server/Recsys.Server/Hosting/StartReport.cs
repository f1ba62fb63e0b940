using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Recsys.Native;
using Recsys.Server.Fronts.Cors;
using Recsys.Storage;

namespace Recsys.Server.Hosting;

/// <summary>What an operator wants to know once the server is up, in a few lines.</summary>
internal static class StartReport
{
    public static void Write(
        ILogger logger, ServerOptions options, RecsysStore store, RecsysServer server, TimeSpan elapsed)
    {
        string version = typeof(RecsysServer).Assembly.GetName().Version!.ToString(3);
        ServerLog.Process(logger, version, RuntimeInformation.FrameworkDescription, Environment.ProcessorCount);
        if (NativeRuntime.TryLoad(out string problem)) ServerLog.Native(logger, NativeRuntime.Describe().ToString());
        else ServerLog.NativeMissing(logger, problem);

        var (held, recovery) = (store.Statistics, store.Recovery);
        ServerLog.Store(
            logger, options.DataDirectory, held.Products, held.Customers, held.Interactions,
            (long)recovery.Elapsed.TotalMilliseconds, recovery.ReplayedRecords);
        foreach (string warning in recovery.Warnings) ServerLog.StoreWarning(logger, warning);

        if (options.CorsOrigins.Contains(CorsSetup.AnyOrigin)) ServerLog.CorsIsOpen(logger);
        else if (options.CorsOrigins.Count > 0) ServerLog.Cors(logger, string.Join(", ", options.CorsOrigins));

        string? model = server.ModelVersion;
        if (model is null) ServerLog.NoModel(logger, options.ModelsDirectory);
        string address = server.Address.ToString().TrimEnd('/');
        if (server.HasPage) ServerLog.Page(logger, address);
        ServerLog.Ready(logger, address, (long)elapsed.TotalMilliseconds, model ?? "none");
    }
}
