namespace Recsys.Training.Sequence;

/// <summary>A part of a sequence: every product but the first is predicted from those before it.</summary>
/// <param name="Sequence">Number of the sequence.</param>
/// <param name="Start">Its first product.</param>
/// <param name="End">One after its last product, at least two after the first.</param>
internal readonly record struct SequencePart(int Sequence, int Start, int End)
{
    public int Positions => End - Start - 1;
}
