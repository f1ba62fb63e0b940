using System.Diagnostics;
using System.Text.Json;

namespace Recsys.Models.Tests;

public sealed class PythonInterchangeTests : IDisposable
{
    // Both run libtorch's kernels, but a different BLAS may add in another order.
    private const float Tolerance = 1e-5f;

    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-python").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_ModuleFromPython_GivesItsOutputs()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Golden("golden.json")));
        long[] rows = golden.RootElement.GetProperty("rows").Deserialize<long[]>()!;
        float[] dense = golden.RootElement.GetProperty("dense").Deserialize<float[]>()!;
        float[] expected = golden.RootElement.GetProperty("output").Deserialize<float[]>()!;
        using var module = TorchModule.Load(Golden("golden.pt"));
        float[] output = new float[expected.Length];
        module.Forward("score", [TorchInput.FromInt64(rows, 12), TorchInput.FromFloats(dense, 12, 4)], output);

        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], output[i], Tolerance);
        Assert.Equal([20L, 6L], module.Parameters.Single(p => p.Name == "items.weight").Shape);
    }

    [PythonTorchFact]
    public async Task Save_TrainedModule_PythonGivesEqualOutputs()
    {
        using var module = TinyRegression.Create();
        TinyRegression.Train(module, 20);
        string path = Path.Combine(_folder, "tiny.pt");
        module.Save(path);
        var (x, _) = TinyRegression.Data();
        string inputs = Path.Combine(_folder, "inputs.json");
        File.WriteAllText(inputs, JsonSerializer.Serialize(new[]
        {
            new { type = "float32", shape = new[] { TinyRegression.Rows, TinyRegression.Features }, values = x },
        }));

        float[] expected = TinyRegression.Forward(module, x);
        float[] actual = JsonSerializer.Deserialize<float[]>(await RunPython(path, inputs, "forward"))!;
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Tolerance);
    }

    private static async Task<string> RunPython(params string[] arguments)
    {
        var start = new ProcessStartInfo(PythonTorchFactAttribute.Interpreter)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Golden("run_module.py"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync();
        string output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, await errors);
        return output;
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name);
}
