using System.Diagnostics;
using System.Text.Json;
using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Snapshots;

namespace Recsys.Training.Tests.Serving;

/// <summary>The published models are files that Python's torch loads with equal outputs.</summary>
public sealed class PythonModelTests : IDisposable
{
    private const float Tolerance = 1e-5f;

    // Any ids do, as long as every table has them: 0 is the unknown bucket of each.
    private const string Script = """
        import json, sys, torch
        torch.set_num_threads(1)
        told = json.load(open(sys.argv[2]))
        inputs = [torch.tensor(i["values"], dtype=getattr(torch, i["type"])).reshape(i["shape"]) for i in told]
        print(json.dumps(torch.jit.load(sys.argv[1])(*inputs).detach().reshape(-1).tolist()))
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-python-").FullName;
    private readonly Random _random = new(4);
    private readonly ModelVersion _version;

    public PythonModelTests()
    {
        using var staged = new ModelRepository(_folder).Stage();
        var table = SyntheticShop.Build(users: 30, products: 30);
        _version = staged.Publish(ModelTrainer.Train(table, SyntheticShop.QuickOptions, staged));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PythonTorchFact]
    public async Task Load_Ranker_GivesEqualScores()
    {
        const int Items = 7;
        await AssertEqual(ModelArtifacts.Ranker, Items,
            Floats(1, FeatureSchema.UserDense.Count), Ids(1, FeatureSchema.UserCategorical.Count), Ids(Items),
            Floats(Items, FeatureSchema.ItemDense.Count), Ids(Items, FeatureSchema.ItemCategorical.Count),
            Floats(Items, FeatureSchema.Cross.Count));
    }

    [PythonTorchFact]
    public async Task Load_Towers_GiveEqualVectors()
    {
        const int Rows = 3, Events = FeatureWorkflow.TowerHistory;
        int dimension = SyntheticShop.Options.TowerDimension;
        await AssertEqual(ModelArtifacts.UserTower, Rows * dimension,
            Floats(Rows, FeatureSchema.UserDense.Count), Ids(Rows, FeatureSchema.UserCategorical.Count),
            Ids(Rows, Events), Floats(Rows, Events));
        await AssertEqual(ModelArtifacts.ItemTower, Rows * dimension,
            Floats(Rows, FeatureSchema.ItemDense.Count - 1), Ids(Rows, FeatureSchema.ItemCategorical.Count),
            Ids(Rows, TitleWords.MaxWords));
    }

    private async Task AssertEqual(string file, int outputs, params Input[] inputs)
    {
        var expected = new float[outputs];
        using (var module = TorchModule.Load(_version.FilePath(file)))
            Assert.Equal(outputs, module.Forward("forward", [.. inputs.Select(input => input.Tensor)], expected));
        string path = Path.Combine(_folder, "inputs.json");
        File.WriteAllText(path, JsonSerializer.Serialize(
            inputs.Select(input => new { type = input.Type, shape = input.Shape, values = input.Values })));

        float[] actual = JsonSerializer.Deserialize<float[]>(await RunPython(_version.FilePath(file), path))!;

        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Tolerance);
    }

    private static async Task<string> RunPython(string model, string inputs)
    {
        var start = new ProcessStartInfo(PythonTorchFactAttribute.Interpreter, ["-c", Script, model, inputs])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync();
        string output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, await errors);
        return output;
    }

    private Input Floats(params int[] shape)
    {
        var values = new float[shape.Aggregate(1, (a, b) => a * b)];
        for (int i = 0; i < values.Length; i++) values[i] = _random.NextSingle() - 0.5f;
        return new Input("float32", shape, values, TorchInput.FromFloats(values, shape));
    }

    private static Input Ids(params int[] shape)
    {
        var values = new long[shape.Aggregate(1, (a, b) => a * b)];
        return new Input("int64", shape, values, TorchInput.FromInt64(values, shape));
    }

    private sealed record Input(string Type, int[] Shape, object Values, TorchInput Tensor);
}
