using Grpc.Core;
using Recsys.V1;

namespace Recsys.Client.Tests;

/// <summary>Tells of one step of training, then does as scripted.</summary>
internal sealed class ScriptedModels(Script script) : ModelService.ModelServiceBase
{
    public override async Task WatchTraining(
        WatchTrainingRequest request, IServerStreamWriter<WatchTrainingResponse> responseStream,
        ServerCallContext context)
    {
        await responseStream.WriteAsync(
            new WatchTrainingResponse { TrainingRun = new TrainingRun { Progress = 0.5f } });
        script.Enter(context);
    }
}
