using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots;
using Recsys.Snapshots.Als;
using Recsys.Snapshots.ItemToItem;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Als;
using Recsys.Training.Tuning;

namespace Recsys.Training.Incremental;

/// <summary>A published version as what an incremental training goes on from. Dispose frees its weights.</summary>
public sealed class WarmStart : IDisposable
{
    private const string Seed = "seed";

    private readonly List<IDisposable> _opened = [];

    private WarmStart(ModelVersion version)
    {
        Version = version;
        var settings = version.HasFile(ModelArtifacts.ItemToItem)
            ? ItemToItemSettings.Load(version.FilePath(ModelArtifacts.ItemToItem))
            : ItemToItemSettings.None;
        Record = TrainingRecordFile.Load(version.FilePath(ModelArtifacts.Training), settings);
        using (var stream = File.OpenRead(version.FilePath(ModelArtifacts.Workflow)))
            Workflow = FeatureWorkflowFile.Load(stream);
        using (var stream = File.OpenRead(version.FilePath(ModelArtifacts.RankerDescription)))
            RankerShape = RankerDescriptionFile.Load(stream);
        if (version.HasFile(ModelArtifacts.Mix))
        {
            using var stream = File.OpenRead(version.FilePath(ModelArtifacts.Mix));
            Mix = MixFile.Load(stream);
        }
        // A version that does without has nothing to say of how they are fitted.
        if (version.HasFile(ModelArtifacts.Als))
            Als = new AlsPlan(FactorModelFile.Load(version.FilePath(ModelArtifacts.Als)).Settings, Worthwhile: true);
        ItemIds = File.ReadAllLines(version.FilePath(ModelArtifacts.Items));
        Neighbors = ItemNeighborsFile.Load(version.FilePath(ModelArtifacts.ItemNeighbors));
        if (ItemIds.Length != Workflow.KnownProducts || Neighbors.Count != ItemIds.Length)
            throw new InvalidDataException("Its files are not of one training.");
        Options = ReadOptions();
    }

    /// <summary>The version.</summary>
    public ModelVersion Version { get; }

    /// <summary>What it was trained with: what goes on from it is trained with the same, unless told
    /// otherwise.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Incremental trainings between it and the last full one; 0 for a full one.</summary>
    public int Increments =>
        (int)Math.Clamp(Version.Manifest.Counts.GetValueOrDefault(IncrementalTrainer.IncrementsCount), 0, 1_000_000);

    /// <summary>Time of the newest interaction it learned from, in milliseconds since 1970-01-01 UTC.</summary>
    public long ToMs => Version.Manifest.DataWindow.ToMs;

    internal TrainingRecord Record { get; }

    internal FeatureWorkflow Workflow { get; }

    internal RankerDescription RankerShape { get; }

    internal string[] ItemIds { get; }

    internal ItemNeighbors Neighbors { get; }

    internal AlsPlan Als { get; } = AlsPlan.None;

    internal Mix? Mix { get; }

    internal TorchModule UserTower { get; private set; } = null!;

    internal TorchModule ItemTower { get; private set; } = null!;

    internal TorchModule Ranker { get; private set; } = null!;

    internal TorchModule? Sequence { get; private set; }

    /// <summary>Reads a version.</summary>
    /// <param name="version">The version, verified by its repository.</param>
    /// <exception cref="InvalidDataException">Nothing can go on from it: it is of another build or of other features,
    /// or a file is damaged. The message says which, and that a full training helps.</exception>
    public static WarmStart Open(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (version.Manifest.Schema != FeatureSchema.Fingerprint)
            throw Refused(version, "its features are not those of this build");
        if (!version.HasFile(ModelArtifacts.Training))
            throw Refused(version, $"it was published without {ModelArtifacts.Training}, by an older build");
        try
        {
            var warm = new WarmStart(version);
            try
            {
                warm.OpenModules();
            }
            catch
            {
                warm.Dispose();
                throw;
            }
            return warm;
        }
        catch (InvalidDataException damaged)
        {
            throw Refused(version, damaged.Message.TrimEnd('.'), damaged);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _opened) part.Dispose();
        _opened.Clear();
    }

    private void OpenModules()
    {
        UserTower = Open(ModelArtifacts.UserTower);
        ItemTower = Open(ModelArtifacts.ItemTower);
        Ranker = Open(ModelArtifacts.Ranker);
        if (Version.HasFile(ModelArtifacts.Sequence)) Sequence = Open(ModelArtifacts.Sequence);
    }

    private TorchModule Open(string file)
    {
        var module = TorchModule.Map(Version.FilePath(file));
        _opened.Add(module);
        return module;
    }

    private TrainingOptions ReadOptions()
    {
        var options = new TrainingOptions { Ranker = RankerShape, WithoutSources = Mix?.Without ?? [] };
        if (Version.Manifest.Settings.TryGetValue(Seed, out string? text) && ulong.TryParse(text, out ulong seed))
            options = options with { Seed = seed };
        foreach (var setting in TrainingSetting.All)
            if (Record.Settings.TryGetValue(setting.Name, out double value)) options = setting.With(options, value);
        try
        {
            options.Validate();
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidDataException($"{ModelArtifacts.Training}: {wrong.Message}", wrong);
        }
        return options;
    }

    private static InvalidDataException Refused(ModelVersion version, string why, Exception? cause = null) =>
        new($"Nothing can go on from model version {version.Name}: {why}. Train in full once.", cause);
}
