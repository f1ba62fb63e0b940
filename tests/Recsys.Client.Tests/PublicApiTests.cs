namespace Recsys.Client.Tests;

/// <summary>What users compile against changes only when somebody wants it to.</summary>
public sealed class PublicApiTests
{
    // `sdk/csharp/tool api` names a file to write after a wanted change, instead of the one to compare with.
    private static readonly string? Wanted = Environment.GetEnvironmentVariable("RECSYS_WRITE_PUBLIC_API");
    private static readonly string Kept = Path.Combine(AppContext.BaseDirectory, "PublicApi.txt");

    [Fact]
    public void PublicSurface_IsWhatTheFileSays()
    {
        string now = PublicApi.Describe(typeof(RecsysClient).Assembly, typeof(V1.ErrorReasons));

        if (!string.IsNullOrEmpty(Wanted)) File.WriteAllText(Wanted, now);

        Assert.Equal(File.ReadAllText(string.IsNullOrEmpty(Wanted) ? Kept : Wanted), now);
    }
}
