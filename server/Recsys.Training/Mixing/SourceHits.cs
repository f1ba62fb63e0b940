namespace Recsys.Training.Mixing;

/// <summary>Products that customers wanted, and how far down each source's own list each of them stands.</summary>
/// <param name="sources">How many sources there are.</param>
internal sealed class SourceHits(int sources)
{
    /// <summary>Place of a product that a source did not find.</summary>
    public const int NotFound = int.MaxValue;

    private readonly List<int> _places = [];

    /// <summary>Sources.</summary>
    public int Sources => sources;

    /// <summary>What each product counts: 1 over how many its customer wanted.</summary>
    public List<double> Weights { get; } = [];

    /// <summary>Place of a product in a source's list, from 0.</summary>
    public int Place(int product, int source) => _places[(product * sources) + source];

    /// <summary>Adds one customer's products.</summary>
    /// <param name="places">Place in each source's list by product; those that none found are left out.</param>
    /// <param name="wanted">How many products the customer wanted.</param>
    public void Add(IReadOnlyCollection<int[]> places, int wanted)
    {
        foreach (int[] one in places)
        {
            if (one.All(place => place == NotFound)) continue;
            _places.AddRange(one);
            Weights.Add(1.0 / wanted);
        }
    }
}
