using Recsys.Training.Tuning;

namespace Recsys.Training.Tests.Tuning;

public sealed class TuningRunTests : IDisposable
{
    private static readonly TuningOptions Options = new()
    {
        Trials = 2, MaxCustomers = 20, CandidateCount = 50, Training = SyntheticShop.QuickOptions,
        Budget = TimeSpan.FromDays(1),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-tuning-").FullName;

    private string LogPath => Path.Combine(_folder, "log.jsonl");

    private string SettingsPath => Path.Combine(_folder, "settings.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_InterruptedAndGoneOnWith_IsAsIfItHadNotBeen()
    {
        var table = SyntheticShop.Build(users: 30, products: 30);

        var first = Run(Options with { Trials = 1 });
        // What a crash leaves of a line that was being written.
        File.AppendAllText(LogPath, "{\"number\":1,\"ru");
        var second = Run(Options);
        var again = Run(Options);
        File.Delete(LogPath);
        var whole = Run(Options);

        Assert.Equal((0, 1), (first.Resumed, first.Trials.Count));
        Assert.Equal((1, 2), (second.Resumed, second.Trials.Count));
        Assert.Equal((2, 2), (again.Resumed, again.Trials.Count));
        Assert.Equal(whole.Trials.Select(trial => trial.Score), second.Trials.Select(trial => trial.Score));
        Assert.Equal(whole.Best!.Number, second.Best!.Number);
        Assert.True(second.Best.Score >= second.StartScore);
        Assert.Equal(
            second.Best.Settings,
            TrainingSettingsFile.Values(TrainingSettingsFile.Load(SettingsPath, SyntheticShop.Options)));

        TuningReport Run(TuningOptions options) => TuningRun.Run(
            table, options, LogPath, SettingsPath, null, TimeProvider.System, CancellationToken.None);
    }

    [Fact]
    public void Run_LogOfAnotherSearch_IsRefused()
    {
        var table = SyntheticShop.Build(users: 20, products: 20, days: 60);
        File.WriteAllText(LogPath, "{\"version\":1,\"search\":\"seed 1, other data\"}\n");

        var wrong = Assert.Throws<TrainingException>(() => TuningRun.Run(
            table, Options, LogPath, SettingsPath, null, TimeProvider.System, CancellationToken.None));

        Assert.Contains("another search", wrong.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(SettingsPath));
    }

    [Theory]
    [InlineData("not json\n")]
    [InlineData("{}\n")]
    public void Run_FileThatIsNoLog_IsRefusedAndLeftAsItIs(string text)
    {
        File.WriteAllText(LogPath, text);

        Assert.Throws<TrainingException>(() => TuningRun.Run(
            SyntheticShop.Build(users: 20, products: 20, days: 60), Options, LogPath, SettingsPath, null,
            TimeProvider.System, CancellationToken.None));

        Assert.Equal(text, File.ReadAllText(LogPath));
    }

    [Fact]
    public void Run_BudgetUsedUp_EndsWithWhatThereIs()
    {
        var report = TuningRun.Run(
            SyntheticShop.Build(users: 20, products: 20, days: 60), Options, LogPath, SettingsPath, null,
            new SpentClock(), CancellationToken.None);

        Assert.Empty(report.Trials);
        Assert.Null(report.Best);
        Assert.False(File.Exists(SettingsPath));
    }

    [Fact]
    public void Run_Cancelled_Throws() => Assert.ThrowsAny<OperationCanceledException>(() => TuningRun.Run(
        SyntheticShop.Build(users: 20, products: 20, days: 60), Options, LogPath, SettingsPath, null,
        TimeProvider.System, new CancellationToken(canceled: true)));

    // Every timer runs out at once.
    private sealed class SpentClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
