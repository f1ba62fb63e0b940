using System.IO.Compression;

namespace Recsys.Models.Tests;

public sealed class MappedModuleTests : IDisposable
{
    // A constant, a module attribute, a buffer: all that an archive has a place of its own for.
    private const string Source = """
        def forward(self, x):
            return torch.linear(x, self.weight) * self.scale + self.table[1].sum() * 0.5
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-mapped").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(3, 5, 7)]
    [InlineData(64, 16, 300)]
    [InlineData(31, 64, 20_000)]
    public void Map_SavedModule_HasShapesValuesAndOutputsOfLoad(int outputs, int inputs, int rows)
    {
        string path = Save(outputs, inputs, rows);
        using var loaded = TorchModule.Load(path);
        using var mapped = TorchModule.Map(path);

        Assert.True(mapped.IsMapped);
        Assert.False(loaded.IsMapped);
        Assert.Equal(loaded.Parameters.Count, mapped.Parameters.Count);
        foreach (var (one, other) in loaded.Parameters.Zip(mapped.Parameters))
        {
            Assert.Equal((one.Name, one.IsBuffer, one.Elements), (other.Name, other.IsBuffer, other.Elements));
            Assert.Equal(one.Shape, other.Shape);
            Assert.Equal(Read(loaded, one.Name, 0, one.Elements), Read(mapped, one.Name, 0, one.Elements));
            long from = one.Elements / 3, count = one.Elements - from - (one.Elements / 4);
            Assert.Equal(Read(loaded, one.Name, from, count), Read(mapped, one.Name, from, count));
        }
        float[] x = [.. Enumerable.Range(0, 4 * inputs).Select(i => MathF.Sin(i))];
        Assert.Equal(Forward(loaded, x, inputs, outputs), Forward(mapped, x, inputs, outputs));
    }

    [Fact]
    public void Map_ModuleFromPython_HasTheValuesOfLoad()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", "golden.pt");
        using var loaded = TorchModule.Load(path);
        using var mapped = TorchModule.Map(path);

        Assert.True(mapped.IsMapped);
        foreach (var one in loaded.Parameters)
            Assert.Equal(Read(loaded, one.Name, 0, one.Elements), Read(mapped, one.Name, 0, one.Elements));
    }

    [Fact]
    public void WriteParameter_OfMappedModule_LeavesTheFile()
    {
        string path = Save(3, 5, 7);
        byte[] before = File.ReadAllBytes(path);
        using (var mapped = TorchModule.Map(path))
        {
            mapped.WriteParameter("weight", new float[15]);
            using var copy = mapped.Clone();
            Assert.Equal(new float[15], Read(copy, "weight", 0, 15));
        }
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    // Values that are not in the file as they are cannot be mapped.
    [Fact]
    public void Map_CompressedTensors_LoadsWhole()
    {
        string path = Save(3, 5, 7), packed = Path.Combine(_folder, "packed.pt");
        using (var from = ZipFile.OpenRead(path))
        using (var to = ZipFile.Open(packed, ZipArchiveMode.Create))
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var target = to.CreateEntry(
                    "packed/" + entry.FullName[(entry.FullName.IndexOf('/', StringComparison.Ordinal) + 1)..],
                    CompressionLevel.SmallestSize).Open();
                source.CopyTo(target);
            }
        using var expected = TorchModule.Load(path);
        using var mapped = TorchModule.Map(packed);

        Assert.False(mapped.IsMapped);
        Assert.Equal(Read(expected, "table", 0, 14), Read(mapped, "table", 0, 14));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void Map_FileCutShort_IsRefusedAsLoadDoes(int length)
    {
        byte[] whole = File.ReadAllBytes(Save(3, 5, 7));
        string cut = Path.Combine(_folder, "cut.pt");
        File.WriteAllBytes(cut, whole[..(length < 0 ? whole.Length + length : length)]);

        Assert.StartsWith(
            $"{cut} is no TorchScript module, is damaged or was cut short: ",
            Assert.Throws<InvalidDataException>(() => TorchModule.Map(cut)).Message, StringComparison.Ordinal);
    }

    // Whatever is in the file: it is refused, or read within its bounds.
    [Fact]
    public void Map_GarbledFile_IsRefusedOrCanBeRead()
    {
        byte[] whole = File.ReadAllBytes(Save(31, 64, 200));
        string path = Path.Combine(_folder, "garbled.pt");
        var random = new Random(5);
        int refused = 0, read = 0;
        for (int round = 0; round < 200; round++)
        {
            byte[] garbled = [.. whole];
            // The end is where an archive says what is in it and where.
            int from = round % 2 == 0 ? 0 : Math.Max(0, whole.Length - 4000);
            for (int i = random.Next(1, 4); i > 0; i--)
                garbled[random.Next(from, whole.Length)] ^= (byte)random.Next(256);
            File.WriteAllBytes(path, garbled);
            try
            {
                using var mapped = TorchModule.Map(path);
                foreach (var one in mapped.Parameters)
                    Assert.Equal(one.Elements, Read(mapped, one.Name, 0, one.Elements).Length);
                read++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 20, 180);
        Assert.Equal(200, refused + read);
    }

    [Fact]
    public void Map_NoSuchFile_NamesIt()
    {
        string path = Path.Combine(_folder, "none.pt");

        Assert.Equal(
            $"{path} is not there.", Assert.Throws<FileNotFoundException>(() => TorchModule.Map(path)).Message);
    }

    private string Save(int outputs, int inputs, int rows)
    {
        using var module = TorchModule.Create(
            "Mapped", Source,
            [
                new TorchParameter("weight", [outputs, inputs], TorchInit.Normal, 0.1f),
                new TorchParameter("table", [rows, 2], TorchInit.Normal, 0.1f, Sparse: true),
                new TorchParameter("scale", [1], TorchInit.Ones, IsBuffer: true),
            ],
            seed: 4);
        string path = Path.Combine(_folder, "saved.pt");
        module.Save(path);
        return path;
    }

    private static float[] Read(TorchModule module, string name, long from, long count)
    {
        var values = new float[count];
        module.ReadParameter(name, from, values);
        return values;
    }

    private static float[] Forward(TorchModule module, float[] x, int inputs, int outputs)
    {
        var y = new float[x.Length / inputs * outputs];
        Assert.Equal(y.Length, module.Forward("forward", [TorchInput.FromFloats(x, x.Length / inputs, inputs)], y));
        return y;
    }
}
