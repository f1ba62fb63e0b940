using System.Runtime.InteropServices;

namespace Recsys.Models;

/// <summary><c>recsys_trainer_options</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeTrainerOptions
{
    public double LearningRate;
    public double Beta1;
    public double Beta2;
    public double Epsilon;
    public double WeightDecay;
    public double SparseLearningRate;
    public int SparseRule;
}
