using Recsys.Bench.Processes;

namespace Recsys.Bench.Tests.Processes;

public class CorePinningTests
{
    private static readonly ServerCommand Command = new("dotnet", ["recsys.dll"]);

    [Fact]
    public void OnFirst_OneProcessor_StartsTheSameCommandOnIt()
    {
        var pinned = CorePinning.OnFirst(Command, 1);

        Assert.Equal("taskset", pinned.Program);
        Assert.Equal(["-c", "0", "dotnet", "recsys.dll"], pinned.Arguments);
    }

    [Fact]
    public void OnFirst_NoNumber_LeavesTheCommandAsItIs() => Assert.Same(Command, CorePinning.OnFirst(Command, 0));

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Check_MoreThanThereAre_NamesTheBounds(int cores)
    {
        var error = Assert.Throws<ArgumentException>(() => CorePinning.Check(cores, all: 2));

        Assert.Contains("1 to 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnFirst_RunsOnThatProcessorAlone()
    {
        var pinned = CorePinning.OnFirst(new ServerCommand("cat", ["/proc/self/status"]), 1);
        await using var child = ChildProcess.Start(pinned.Program, pinned.Arguments);

        string line = await child.WaitForLineAsync("Cpus_allowed_list", TimeSpan.FromSeconds(30), default);

        Assert.Equal("0", line.Split(':')[1].Trim());
    }
}
