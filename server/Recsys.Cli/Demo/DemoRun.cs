using Microsoft.Extensions.Logging;
using Recsys.Cli.Commands;
using Recsys.Cli.Terminal;
using Recsys.Client;
using Recsys.Models.Repository;
using Recsys.Server;
using Recsys.Training;

namespace Recsys.Cli.Demo;

/// <summary>One run of the demo: what is missing is made, what is there is reused.</summary>
internal sealed class DemoRun(DemoSettings settings)
{
    /// <summary>Imports, trains, serves, and asks or stays up.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await new SampleImport(settings, RecsysPaths.Sample).RunAsync(cancellation);
        if (new ModelRepository(settings.ModelsDirectory).OpenCurrent().Version is null)
        {
            var training = new StoredTraining(
                settings.DataDirectory, settings.ModelsDirectory, new TrainingOptions(), activate: true);
            var version = await training.RunAsync(cancellation);
            Say.Line($"Published model version {version!.Name}.");
        }

        await using var server = await RecsysServer.BuildAsync(
            new ServerOptions
            {
                Address = new Uri($"http://127.0.0.1:{settings.Port}"),
                DataDirectory = settings.DataDirectory,
                ModelsDirectory = settings.ModelsDirectory,
                HeldOutFile = settings.HeldOutFile,
                TrainingProgram = OwnProgram.Training,
            },
            LogToStandardError, cancellation);
        await server.StartAsync(cancellation);
        string url = server.Address.ToString().TrimEnd('/');
        if (settings.Once) return await AskAsync(url, cancellation);

        Say.Line();
        if (server.HasPage) Say.Line($"Open {url}/ in a browser. Ctrl-C ends the demo. In another terminal:");
        else Say.Line($"Serving on {url}. Ctrl-C ends it. In another terminal:");
        Say.Line(
            "  buf curl --protocol grpc --http2-prior-knowledge "
            + $"-d '{{\"customer_id\":\"{settings.CustomerId}\",\"include_products\":true}}' \\");
        Say.Line($"    {url}/recsys.v1.RecommendationService/RecommendForUser");
        Say.Line($"  ./recsys status --address {url}");
        Say.Line($"  ./recsys loadtest --address {url}");
        Browser.OpenIfThereIsOne(url + "/");
        await server.WaitForShutdownAsync(cancellation);
        return ExitCode.Success;
    }

    private async Task<int> AskAsync(string url, CancellationToken cancellation)
    {
        using var client = RecsysClient.Connect(url);
        try
        {
            var answer = await DemoAnswer.AskAsync(client, url, settings, cancellation);
            Console.Out.Write(settings.Json ? answer.ToJson() : answer.ToText());
        }
        catch (RecsysException e)
        {
            throw new CommandException(e.Message);
        }
        Say.Line("Next: ./recsys demo (stays up), or ./recsys import --help for data of your own.");
        return ExitCode.Success;
    }

    // Standard output is the answer's alone, and a demo is read by people: warnings and the start's lines are enough.
    private void LogToStandardError(ILoggingBuilder logging)
    {
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.SetMinimumLevel(settings.Once ? LogLevel.Warning : LogLevel.Information);
    }
}
