namespace Recsys.Training.Sequence;

/// <summary>A part of a sequence: its products from some on are each predicted from those before them.</summary>
/// <param name="Sequence">Number of the sequence.</param>
/// <param name="Start">Its first product.</param>
/// <param name="End">One after its last product, at least two after the first.</param>
/// <param name="From">The first product that is predicted, after <paramref name="Start"/>.</param>
internal readonly record struct SequencePart(int Sequence, int Start, int End, int From)
{
    /// <summary>Places it takes up.</summary>
    public int Positions => End - Start - 1;

    /// <summary>Products that are predicted.</summary>
    public int Targets => End - From;
}
