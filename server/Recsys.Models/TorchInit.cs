namespace Recsys.Models;

/// <summary>How a parameter is filled when a module is made; the values are those of <c>recsys_init</c>.</summary>
public enum TorchInit
{
    /// <summary>All 0.</summary>
    Zeros = 0,
    /// <summary>All 1.</summary>
    Ones = 1,
    /// <summary>Normal with mean 0; the scale is the standard deviation.</summary>
    Normal = 2,
    /// <summary>Uniform from −scale to scale.</summary>
    Uniform = 3,
    /// <summary>Uniform within ±scale·√(6 / (fan in + fan out)): Glorot and Bengio, 2010.</summary>
    XavierUniform = 4,
    /// <summary>Uniform within ±scale·√(6 / fan in): He et al., 2015.</summary>
    KaimingUniform = 5,
}
