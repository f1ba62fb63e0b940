namespace Recsys.Native.Tests;

public sealed class BlasKernelTests
{
    [Theory]
    [InlineData(null, true, true, "SkylakeX")]
    [InlineData("", true, true, "SkylakeX")]
    [InlineData(null, false, true, "Haswell")]
    [InlineData(null, false, false, null)]
    [InlineData("Zen", true, true, "Zen")]
    public void Choose_ByOperatorAndProcessor_NamesTheKernel(string? named, bool avx512, bool avx2, string? kernel) =>
        Assert.Equal(kernel, BlasKernel.Choose(named, avx512, avx2));
}
