using System.Net;
using System.Net.Sockets;

namespace Recsys.Cli.Tests;

public sealed class LoadTestCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recsys-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Concurrency", "--concurrency", "0")]
    [InlineData("rate", "--rate", "-1")]
    [InlineData("--ramp", "--ramp", "100-200")]
    [InlineData("shorter than its period", "--spike", "10..100@5/2")]
    [InlineData("one of", "--ramp", "1..2@3", "--rate", "5")]
    [InlineData("one load", "--rates", "1,2", "--rate", "5")]
    [InlineData("needs a target", "--rates", "50%")]
    [InlineData("no target", "--find-rate", "99=5")]
    [InlineData("--mix", "--mix", "recommend=1,others=2")]
    [InlineData("range", "--customers", "c001..d009")]
    [InlineData("no file", "--customers", "nowhere/customers.txt")]
    [InlineData("no file", "--replay", "nowhere/requests.jsonl")]
    [InlineData("Connections", "--connections", "0")]
    [InlineData("seconds", "--seconds", "1e300")]
    [InlineData("--candidates", "--candidates", "100,many")]
    [InlineData("candidate count", "--candidates", "100,20000")]
    [InlineData("--deadline-ms", "--deadline-ms", "0")]
    [InlineData("neither http", "--address", "ftp://127.0.0.1")]
    [InlineData("number of products", "--products", "99")]
    [InlineData("number of customers", "--products", "1000", "--customers", "0")]
    [InlineData("--customers", "--products", "1000", "--customers", "c0000001..c0000009")]
    [InlineData("processors", "--products", "1000", "--server-cores", "100000")]
    public async Task LoadTest_WrongArgument_SaysOneLineAndReturnsTwo(string named, params string[] arguments)
    {
        var run = await CommandRun.StartAsync(["loadtest", .. arguments]);

        Assert.Equal(2, run.Code);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task LoadTest_NobodyListens_SaysWhereItAsked()
    {
        string address = $"http://127.0.0.1:{FreePort()}";

        var listing = await CommandRun.StartAsync("loadtest", "--address", address);
        string customers = Path.Combine(_folder.FullName, "customers.txt");
        await File.WriteAllTextAsync(customers, "17850\n13047\n");
        var sending = await CommandRun.StartAsync(
            "loadtest", "--address", address, "--customers", customers, "--warm-up", "3");

        Assert.Equal((1, 1), (listing.Code, sending.Code));
        Assert.StartsWith($"recsys: {address} did not list its customers or products (Unavailable).", listing.Error);
        Assert.Equal(
            $"recsys: {address}: None of 3 warm-up requests was answered: 3 × UNAVAILABLE.\n", sending.Error);
    }

    [Fact]
    public async Task LoadTest_EmptyCustomersFile_IsRefused()
    {
        string customers = Path.Combine(_folder.FullName, "customers.txt");
        await File.WriteAllTextAsync(customers, "\n\n");

        var run = await CommandRun.StartAsync("loadtest", "--customers", customers);

        Assert.Equal(2, run.Code);
        Assert.Contains("no customer", run.Error, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
