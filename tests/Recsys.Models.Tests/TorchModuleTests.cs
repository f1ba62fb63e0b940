using Recsys.Native;

namespace Recsys.Models.Tests;

public sealed class TorchModuleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-models").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_AfterTrainingAndSave_GivesEqualOutputs()
    {
        using var module = TinyRegression.Create();
        TinyRegression.Train(module, 20);
        string path = Path.Combine(_folder, "tiny.pt");
        module.Save(path);
        using var loaded = TorchModule.Load(path);

        var (x, _) = TinyRegression.Data();
        Assert.Equal(TinyRegression.Forward(module, x), TinyRegression.Forward(loaded, x));
        Assert.Equal(module.Parameters.Select(p => p.Name), loaded.Parameters.Select(p => p.Name));
    }

    [Fact]
    public void Create_SameSeed_SameParameters()
    {
        using var one = TinyRegression.Create(seed: 11);
        using var same = TinyRegression.Create(seed: 11);
        using var other = TinyRegression.Create(seed: 12);

        Assert.Equal(Read(one, "w1"), Read(same, "w1"));
        Assert.NotEqual(Read(one, "w1"), Read(other, "w1"));
    }

    [Fact]
    public void Create_XavierUniform_StaysWithinItsBound()
    {
        using var module = TinyRegression.Create();

        float bound = MathF.Sqrt(6f / (TinyRegression.Hidden + 1));
        float[] weights = Read(module, "w2");
        Assert.All(weights, weight => Assert.InRange(weight, -bound, bound));
        Assert.Contains(weights, weight => MathF.Abs(weight) > bound / 4);
    }

    [Fact]
    public void Parameters_OfMadeModule_AreListedInOrderWithShapes()
    {
        using var module = TorchModule.Create(
            "Listed", "def forward(self, x):\n    return x * self.scale + self.t.sum()",
            [
                new TorchParameter("t", [3, 4], TorchInit.Normal, 0.1f, Sparse: true),
                new TorchParameter("scale", [1], TorchInit.Ones, IsBuffer: true),
            ],
            seed: 1);

        Assert.Equal(["t", "scale"], module.Parameters.Select(p => p.Name));
        Assert.Equal([3L, 4L], module.Parameters[0].Shape);
        Assert.Equal(12, module.Parameters[0].Elements);
        Assert.True(module.Parameters[0].Sparse);
        Assert.True(module.Parameters[1].IsBuffer);
    }

    [Fact]
    public void Load_ModuleWithSparseTable_StillKnowsThatItIsSparse()
    {
        using var module = TorchModule.Create(
            "Table", "def forward(self, rows):\n    return torch.embedding(self.t, rows, -1, False, True)",
            [new TorchParameter("t", [3, 4], TorchInit.Normal, 0.1f, Sparse: true)], seed: 1);
        string path = Path.Combine(_folder, "table.pt");
        module.Save(path);
        using var loaded = TorchModule.Load(path);

        Assert.True(loaded.Parameters[0].Sparse);
    }

    [Fact]
    public void WriteParameter_ThenRead_IsWhatWasWritten()
    {
        using var module = TinyRegression.Create();
        float[] written = TinyRegression.Floats(new Random(5), TinyRegression.Hidden);
        module.WriteParameter("b1", written);

        Assert.Equal(written, Read(module, "b1"));
    }

    [Fact]
    public void WriteParameter_InParts_IsTheWhole()
    {
        using var module = TinyRegression.Create();
        float[] written = TinyRegression.Floats(new Random(6), TinyRegression.Hidden * TinyRegression.Features);
        module.WriteParameter("w1", 40, written.AsSpan(40));
        module.WriteParameter("w1", 0, written.AsSpan(0, 40));
        float[] part = new float[7];
        module.ReadParameter("w1", 37, part);

        Assert.Equal(written, Read(module, "w1"));
        Assert.Equal(written[37..44], part);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(10, 7)]
    [InlineData(long.MaxValue, 1)]
    public void WriteParameter_PartBeyondTheParameter_IsRefusedByName(long offset, int count)
    {
        using var module = TinyRegression.Create();

        Assert.Contains("b1", Assert.Throws<NativeException>(
            () => module.WriteParameter("b1", offset, new float[count])).Message, StringComparison.Ordinal);
        Assert.Contains("b1", Assert.Throws<NativeException>(
            () => module.ReadParameter("b1", offset, new float[count])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopyParametersFrom_CloneTakenBeforeTraining_RestoresOutputs()
    {
        using var module = TinyRegression.Create();
        var (x, _) = TinyRegression.Data();
        float[] before = TinyRegression.Forward(module, x);
        using var kept = module.Clone();
        TinyRegression.Train(module, 10);
        Assert.NotEqual(before, TinyRegression.Forward(module, x));
        Assert.Equal(before, TinyRegression.Forward(kept, x));

        module.CopyParametersFrom(kept);
        Assert.Equal(before, TinyRegression.Forward(module, x));
    }

    [Fact]
    public void Clone_Trained_LearnsLikeTheOriginal()
    {
        using var module = TinyRegression.Create();
        using var clone = module.Clone();

        Assert.Equal(TinyRegression.Train(module, 5), TinyRegression.Train(clone, 5));
    }

    [Fact]
    public void Forward_FromManyThreads_GivesTheSameAsFromOne()
    {
        using var module = TinyRegression.Create();
        var batches = Enumerable.Range(0, 64).Select(i => TinyRegression.Data(i).X).ToArray();
        var expected = batches.Select(x => TinyRegression.Forward(module, x)).ToArray();

        Parallel.For(0, 512, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            Assert.Equal(expected[i % 64], TinyRegression.Forward(module, batches[i % 64])));
    }

    [Fact]
    public void Forward_MoreRows_AllocatesNoMore()
    {
        using var module = TinyRegression.Create();
        float[] output = new float[4096];

        Assert.Equal(Allocated(1), Allocated(4096));

        long Allocated(int rows)
        {
            float[] x = TinyRegression.Floats(new Random(1), rows * TinyRegression.Features);
            module.Forward("forward", [TorchInput.FromFloats(x, rows, TinyRegression.Features)], output);
            long before = GC.GetAllocatedBytesForCurrentThread();
            module.Forward("forward", [TorchInput.FromFloats(x, rows, TinyRegression.Features)], output);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Forward_IntegerInputs_AreReadAsSuch()
    {
        using var module = TorchModule.Create("Rows",
            "def pick(self, short, wide):\n    return self.t.index_select(0, short) + self.t.index_select(0, wide)",
            [new TorchParameter("t", [4], TorchInit.Zeros)], seed: 1);
        module.WriteParameter("t", [1, 10, 100, 1000]);
        float[] output = new float[2];
        int[] small = [0, 3];
        long[] large = [1, 2];
        module.Forward("pick", [TorchInput.FromInt32(small, 2), TorchInput.FromInt64(large, 2)], output);

        Assert.Equal([11, 1100], output);
    }

    [Fact]
    public void Create_SourceThatDoesNotCompile_SaysWhere()
    {
        var error = Assert.Throws<NativeException>(() =>
            TorchModule.Create("Broken", "def forward(self, x):\n    return torch.no_such_function(x)", [], 1));

        Assert.Equal(NativeStatus.Failed, error.Status);
        Assert.Contains("no_such_function", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_UnknownMethod_NamesIt()
    {
        using var module = TinyRegression.Create();
        var error = Assert.Throws<NativeException>(() => module.Forward("score", [], new float[1]));

        Assert.Equal(NativeStatus.InvalidArgument, error.Status);
        Assert.Equal("the module has no method 'score'", error.Message);
    }

    [Fact]
    public void Forward_OutputTooSmall_SaysBothSizes()
    {
        using var module = TinyRegression.Create();
        var (x, _) = TinyRegression.Data();
        var error = Assert.Throws<NativeException>(() => module.Forward(
            "forward", [TorchInput.FromFloats(x, TinyRegression.Rows, TinyRegression.Features)], new float[10]));

        Assert.Equal("method 'forward' returned 64 elements, the output holds 10", error.Message);
    }

    [Fact]
    public void ReadParameter_OfAnotherSize_SaysBoth()
    {
        using var module = TinyRegression.Create();
        var error = Assert.Throws<NativeException>(() => module.ReadParameter("b1", new float[3]));

        Assert.Equal("parameter 'b1' has 16 elements, not 3", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void Load_FileCutShort_IsRefused(int length)
    {
        using var module = TinyRegression.Create();
        string path = Path.Combine(_folder, "whole.pt");
        module.Save(path);
        byte[] whole = File.ReadAllBytes(path);
        string cut = Path.Combine(_folder, "cut.pt");
        File.WriteAllBytes(cut, whole[..(length < 0 ? whole.Length + length : length)]);

        var error = Assert.Throws<InvalidDataException>(() => TorchModule.Load(cut));
        Assert.StartsWith(
            $"{cut} is no TorchScript module, is damaged or was cut short: ", error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Load_NoSuchFile_NamesIt()
    {
        string path = Path.Combine(_folder, "none.pt");

        Assert.Equal(
            $"{path} is not there.", Assert.Throws<FileNotFoundException>(() => TorchModule.Load(path)).Message);
    }

    [Fact]
    public void Save_IntoFolderThatIsNotThere_Fails()
    {
        using var module = TinyRegression.Create();
        var error = Assert.Throws<NativeException>(() => module.Save(Path.Combine(_folder, "no", "such", "m.pt")));

        Assert.Equal(NativeStatus.IoFailure, error.Status);
    }

    [Fact]
    public void Forward_AfterDispose_IsRefused()
    {
        var module = TinyRegression.Create();
        module.Dispose();

        Assert.Throws<ObjectDisposedException>(() => module.Forward("forward", [], new float[1]));
    }

    [Fact]
    public void FromFloats_ShapeThatDoesNotFit_SaysBoth()
    {
        var error = Assert.Throws<ArgumentException>(() => TorchInput.FromFloats(new float[5], 2, 3));

        Assert.StartsWith("The shape has 6 elements, the memory 5.", error.Message, StringComparison.Ordinal);
    }

    private static float[] Read(TorchModule module, string name)
    {
        float[] values = new float[module.Parameters.Single(p => p.Name == name).Elements];
        module.ReadParameter(name, values);
        return values;
    }
}
