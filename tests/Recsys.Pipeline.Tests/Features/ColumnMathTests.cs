using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public sealed class ColumnMathTests
{
    [Fact]
    public void Log_AnyLengthAndPlace_IsTheSameToTheBit()
    {
        var random = new Random(3);
        for (int length = 0; length < 70; length++)
        {
            float[] values = [.. Enumerable.Range(0, length).Select(_ => MathF.Exp((random.NextSingle() * 40) - 20))];
            var logs = values.ToArray();

            ColumnMath.Log(logs);

            for (int i = 0; i < length; i++)
            {
                Assert.Equal(ColumnMath.Log(values[i]), logs[i]);
                Assert.Equal(MathF.Log(values[i]), logs[i], 1e-5f);
            }
        }
    }

    [Fact]
    public void LogOfDoubles_AnyLengthAndPlace_IsTheSameToTheBit()
    {
        var random = new Random(4);
        for (int length = 0; length < 40; length++)
        {
            double[] values = [.. Enumerable.Range(0, length).Select(_ => Math.Exp((random.NextDouble() * 40) - 20))];
            var logs = values.ToArray();

            ColumnMath.Log(logs);

            for (int i = 0; i < length; i++)
            {
                double[] alone = [values[i]];
                ColumnMath.Log(alone);
                Assert.Equal(alone[0], logs[i]);
                Assert.Equal(Math.Log(values[i]), logs[i], 1e-12);
            }
        }
    }

    [Fact]
    public void Decay_AnyLengthAndPlace_HalvesForEveryHalfLife()
    {
        var random = new Random(5);
        for (int length = 1; length < 40; length++)
        {
            double[] ages = [0, .. Enumerable.Range(1, length - 1).Select(_ => random.NextDouble() * 5000)];
            var remaining = new double[length + 2];

            ColumnMath.Decay(ages, 60, remaining);

            Assert.Equal(1, remaining[0]);
            for (int i = 0; i < length; i++)
            {
                double[] alone = [0];
                ColumnMath.Decay([ages[i]], 60, alone);
                Assert.Equal(alone[0], remaining[i]);
                Assert.Equal(Math.Pow(0.5, ages[i] / 60), remaining[i], 1e-13);
            }
        }
    }
}
