using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.Server.Training;
using Recsys.V1;
using InteractionType = Recsys.Pipeline.Interactions.InteractionType;

namespace Recsys.Server.Tests.Training;

/// <summary>
/// A shop with an interaction whose trainings are processes of a shell that follow a script: they do what the test
/// says, when it says so.
/// </summary>
internal sealed class ScriptedShop : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private ScriptedShop(DirectoryInfo folder, Shop shop) => (_folder, Shop) = (folder, shop);

    public Shop Shop { get; }

    public ModelService.ModelServiceClient Models => Shop.Models;

    /// <summary>Starts a shop.</summary>
    /// <param name="script">What a training does, in the language of <c>sh</c>. <c>wait_for NAME</c> waits until the
    /// test lets it go on (<see cref="LetGo"/>); <c>wait_for_end</c> until standard input ends; its arguments are the
    /// training's.</param>
    /// <param name="time">The server's clock.</param>
    public static async Task<ScriptedShop> OpenAsync(string script, TimeProvider? time = null)
    {
        var folder = Directory.CreateTempSubdirectory("recsys-training-");
        string prelude =
            $$"""
            cd '{{folder.FullName}}'
            wait_for() { mkfifo "$1" 2>/dev/null; read line < "$1"; }
            wait_for_end() { cat > /dev/null; }

            """;
        var program = new TrainingProgram("/bin/sh", ["-c", prelude + script, "training"]);
        var shop = await Shop.OpenAsync(options: options => options with { TrainingProgram = program }, time: time);
        await AppendAsync(shop);
        return new ScriptedShop(folder, shop);
    }

    /// <summary>Gives a shop something to train on.</summary>
    public static Task AppendAsync(Shop shop) => shop.Server.Server.Store.Interactions.AppendAsync(
        [new() { Id = "1", CustomerId = "ann", ProductId = "p1", Type = InteractionType.View, TimeMs = 1 }]);

    /// <summary>A file that the script writes.</summary>
    public string FilePath(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Lets a script go on that waits or will wait.</summary>
    public async Task LetGo(string name)
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", ["-m", "600", FilePath(name)]);
        // There already, where the script came first.
        await made.WaitForExitAsync();
        await using var gate = new FileStream(FilePath(name), FileMode.Open, FileAccess.Write);
        await gate.WriteAsync("go\n"u8.ToArray());
    }

    public async Task<TrainingRun> StartAsync(string request, bool activate = false, string parent = "") =>
        (await Models.StartTrainingAsync(
            new() { RequestId = request, Activate = activate, ParentVersion = parent })).TrainingRun;

    /// <summary>Watches a run until it is as wanted.</summary>
    public async Task<TrainingRun> UntilAsync(string id, Predicate<TrainingRun> wanted)
    {
        using var watching = Models.WatchTraining(new() { TrainingRunId = id });
        await foreach (var answer in watching.ResponseStream.ReadAllAsync())
            if (wanted(answer.TrainingRun)) return answer.TrainingRun;
        throw new InvalidOperationException("The run ended before.");
    }

    /// <summary>Watches a run to its end.</summary>
    public Task<TrainingRun> EndOfAsync(string id) =>
        UntilAsync(id, run => run.State is not (TrainingState.Pending or TrainingState.Running));

    public async Task<TrainingRun> CancelAsync(string id) =>
        (await Models.CancelTrainingAsync(new() { TrainingRunId = id })).TrainingRun;

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
