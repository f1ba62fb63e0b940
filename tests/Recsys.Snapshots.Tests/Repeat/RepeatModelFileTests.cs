using Recsys.Snapshots.Repeat;

namespace Recsys.Snapshots.Tests.Repeat;

public sealed class RepeatModelFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"recsys-repeat-{Guid.NewGuid():N}.bin");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void SaveAndLoad_AreEqual()
    {
        float[] weights = [.. Enumerable.Range(1, RepeatFeatures.Personal).Select(n => n / 8f)];
        RepeatModelFile.Save(_path, new RepeatModel(true, weights, [1, 2, 3], [-1, -2, -3]));

        var loaded = RepeatModelFile.Load(_path);

        Assert.True(loaded.AnyType);
        Assert.Equal(2, loaded.Count);
        Assert.Equal(weights, loaded.Weights.ToArray());
        Assert.Equal([1, 2, 3], loaded.LogIntervals.ToArray());
        Assert.Equal([-1, -2, -3], loaded.Biases.ToArray());
    }

    [Fact]
    public void Load_CutAnywhereOrNotFinite_IsRefused()
    {
        RepeatModelFile.Save(_path, new RepeatModel(false, new float[RepeatFeatures.Personal], [0, 0], [0, 0]));
        byte[] whole = File.ReadAllBytes(_path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => RepeatModelFile.Load(_path));
        }
        BitConverter.TryWriteBytes(whole.AsSpan(whole.Length - 4), float.NaN);
        File.WriteAllBytes(_path, whole);
        Assert.Throws<InvalidDataException>(() => RepeatModelFile.Load(_path));
    }
}
