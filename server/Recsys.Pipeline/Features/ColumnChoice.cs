using System.Numerics;

namespace Recsys.Pipeline.Features;

/// <summary>Columns chosen by name among those of a schema, once, so that rows are copied by position.</summary>
internal sealed class ColumnChoice
{
    private readonly int[] _sources;
    private readonly int _prefix;

    /// <summary>Chooses columns.</summary>
    /// <param name="names">The names, in the order wanted.</param>
    /// <param name="features">The columns there are.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public ColumnChoice(IReadOnlyList<string> names, IReadOnlyList<FeatureDefinition> features)
    {
        ArgumentNullException.ThrowIfNull(names);
        _sources = [.. names.Select(name => FeatureSchema.IndexOf(features, name))];
        // Mostly the first ones are wanted in the order they have: those go in one copy.
        while (_prefix < _sources.Length && _sources[_prefix] == _prefix) _prefix++;
    }

    /// <summary>Columns chosen.</summary>
    public int Count => _sources.Length;

    /// <summary>The position of a column of the schema among the chosen ones, or −1.</summary>
    public int PositionOf(int source) => Array.IndexOf(_sources, source);

    /// <summary>Copies the chosen ones of a row.</summary>
    /// <param name="row">All columns of the schema.</param>
    /// <param name="chosen">Filled with <see cref="Count"/> values.</param>
    public void Copy(ReadOnlySpan<float> row, Span<float> chosen)
    {
        row[.._prefix].CopyTo(chosen);
        for (int i = _prefix; i < _sources.Length; i++) chosen[i] = row[_sources[i]];
    }

    /// <summary>Copies the chosen ones of a row that is stored in two parts.</summary>
    /// <param name="head">The first columns of the schema.</param>
    /// <param name="tail">Those after them.</param>
    /// <param name="chosen">Filled with <see cref="Count"/> values.</param>
    public void Copy<T>(ReadOnlySpan<int> head, ReadOnlySpan<T> tail, Span<long> chosen)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < _sources.Length; i++)
        {
            int source = _sources[i];
            chosen[i] = source < head.Length ? head[source] : long.CreateTruncating(tail[source - head.Length]);
        }
    }

    /// <summary>Whether any chosen column is at or after a position of the schema.</summary>
    public bool AnyFrom(int source) => Array.Exists(_sources, chosen => chosen >= source);
}
