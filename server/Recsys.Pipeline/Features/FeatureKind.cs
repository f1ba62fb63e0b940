namespace Recsys.Pipeline.Features;

/// <summary>What a feature's value is.</summary>
public enum FeatureKind : byte
{
    /// <summary>A number, normalised to mean 0 and standard deviation 1 over the training examples.</summary>
    Dense = 0,
    /// <summary>An id from 0, where 0 is the unknown bucket.</summary>
    Categorical = 1,
}
