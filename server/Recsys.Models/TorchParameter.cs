namespace Recsys.Models;

/// <summary>A tensor of weights that a module's source names as <c>self.name</c>.</summary>
/// <param name="Name">Its name, a TorchScript identifier.</param>
/// <param name="Shape">Its sizes, up to 8, each above 0; a linear layer's weight is [out, in], as torch.linear takes
/// it.</param>
/// <param name="Init">How it is filled.</param>
/// <param name="Scale">What <paramref name="Init"/> takes it for.</param>
/// <param name="Sparse">
/// Whether its gradient is sparse: a table that is read only by <c>torch.embedding(self.name, rows, -1, False,
/// True)</c>.
/// </param>
/// <param name="IsBuffer">Whether it is saved with the module but not trained.</param>
public sealed record TorchParameter(
    string Name, long[] Shape, TorchInit Init, float Scale = 1, bool Sparse = false, bool IsBuffer = false);
