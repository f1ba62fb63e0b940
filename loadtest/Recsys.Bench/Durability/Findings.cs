namespace Recsys.Bench.Durability;

/// <summary>What the verifier compared, and what was wrong.</summary>
internal sealed class Findings
{
    private const int MostExamples = 20;
    private readonly List<string> _examples = [];

    public long Journalled { get; set; }

    public long Lost { get; private set; }

    public long Doubled { get; private set; }

    public long Foreign { get; private set; }

    public long Changed { get; private set; }

    public long HistoriesCompared { get; set; }

    public long HistoriesDifferent { get; private set; }

    public long FeaturesCompared { get; set; }

    public long FeaturesDifferent { get; private set; }

    public long RecordsCompared { get; set; }

    public long RecordsDifferent { get; private set; }

    public IReadOnlyList<string> Examples => _examples;

    public bool Clean =>
        Lost + Doubled + Foreign + Changed + HistoriesDifferent + FeaturesDifferent + RecordsDifferent == 0;

    public void AddLost(string what) => (Lost, _) = (Lost + 1, Example($"lost: {what}"));

    public void AddDoubled(string what) => (Doubled, _) = (Doubled + 1, Example($"doubled: {what}"));

    public void AddForeign(string what) => (Foreign, _) = (Foreign + 1, Example($"never sent: {what}"));

    public void AddChanged(string what) => (Changed, _) = (Changed + 1, Example($"changed: {what}"));

    public void AddHistory(string what) =>
        (HistoriesDifferent, _) = (HistoriesDifferent + 1, Example($"history differs: {what}"));

    public void AddFeature(string what) =>
        (FeaturesDifferent, _) = (FeaturesDifferent + 1, Example($"feature differs: {what}"));

    public void AddRecord(string what) =>
        (RecordsDifferent, _) = (RecordsDifferent + 1, Example($"record differs: {what}"));

    /// <summary>Adds a line that is no finding.</summary>
    public void Note(string text) => _examples.Add(text);

    private bool Example(string text)
    {
        if (_examples.Count < MostExamples) _examples.Add(text);
        return true;
    }
}
