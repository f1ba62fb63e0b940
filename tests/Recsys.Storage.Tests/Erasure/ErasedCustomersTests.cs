using Recsys.Storage.Erasure;
using Recsys.Storage.Records;

namespace Recsys.Storage.Tests.Erasure;

public class ErasedCustomersTests
{
    [Fact]
    public void Covers_OnlyWhatLiesBeforeTheLatestErasure()
    {
        var erased = new ErasedCustomers();
        Assert.False(erased.Covers("ann"u8, 0));
        erased.Add(Hash128.Of("ann"u8), new ErasedCustomer(100, 3));
        erased.Add(Hash128.Of("ann"u8), new ErasedCustomer(200, 5));
        Assert.True(erased.Covers("ann"u8, 199));
        Assert.False(erased.Covers("ann"u8, 200));
        Assert.False(erased.Covers("bob"u8, 0));
        Assert.False(erased.Covers(default(ReadOnlySpan<byte>), 0));
    }

    [Fact]
    public void Load_OfWhatCaptureGave_KnowsTheSame()
    {
        var erased = new ErasedCustomers();
        for (int i = 0; i < 500; i++) erased.Add((UInt128)(ulong)i * 77_777, new ErasedCustomer(i, i + 1));
        var bytes = erased.Capture();
        Assert.Equal(500 * 32, bytes.Length);

        var again = new ErasedCustomers();
        again.Load(bytes);
        Assert.Equal(500, again.Count);
        for (int i = 0; i < 500; i++)
            Assert.Equal(new ErasedCustomer(i, i + 1), again.Find((UInt128)(ulong)i * 77_777));
        Assert.Throws<InvalidDataException>(() => new ErasedCustomers().Load(bytes.AsSpan(0, 33)));
    }
}
