using System.Diagnostics.CodeAnalysis;

namespace Recsys.Training.Evaluation;

/// <summary>Some of the products, and the customers who have any of them to find.</summary>
internal sealed class ProductSlice
{
    private readonly Dictionary<int, (int At, IReadOnlySet<int> Relevant)> _byCase = [];

    /// <summary>Makes one.</summary>
    /// <param name="dimension">What products are told apart by, in lower snake case.</param>
    /// <param name="name">What these have in common.</param>
    /// <param name="cases">All cases.</param>
    /// <param name="holds">Whether a product is one of them.</param>
    public ProductSlice(string dimension, string name, IReadOnlyList<EvaluationCase> cases, Func<int, bool> holds)
    {
        (Dimension, Name) = (dimension, name);
        var found = new List<int>();
        for (int i = 0; i < cases.Count; i++)
        {
            HashSet<int> relevant = [.. cases[i].Relevant.Where(holds)];
            if (relevant.Count == 0) continue;
            _byCase[i] = (found.Count, relevant);
            ProductsToFind += relevant.Count;
            found.Add(i);
        }
        Cases = [.. found];
    }

    public string Dimension { get; }

    public string Name { get; }

    /// <summary>Places of the customers among the split's cases, ascending.</summary>
    public int[] Cases { get; }

    /// <summary>Products to find, over customers.</summary>
    public long ProductsToFind { get; }

    /// <summary>Looks a customer up.</summary>
    /// <param name="index">Place among the split's cases.</param>
    /// <param name="at">Place among <see cref="Cases"/>.</param>
    /// <param name="relevant">Which of the slice's products they are to find.</param>
    public bool TryGetCase(int index, out int at, [NotNullWhen(true)] out IReadOnlySet<int>? relevant)
    {
        bool known = _byCase.TryGetValue(index, out var found);
        (at, relevant) = known ? found : (-1, null!);
        return known;
    }
}
