using Recsys.Bench.Processes;

namespace Recsys.Bench.Tests;

/// <summary>The recsys command that was built along with the tests.</summary>
internal static class TestCommand
{
    public static ServerCommand Recsys { get; } =
        ServerCommand.OfAssembly(Path.Combine(AppContext.BaseDirectory, "recsys.dll"));
}
