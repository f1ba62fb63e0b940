namespace Recsys.Training.Fitting;

/// <summary>Newton's step for a few unknowns.</summary>
internal static class NewtonStep
{
    /// <summary>−H⁻¹·g by Cholesky decomposition.</summary>
    /// <param name="hessian">Positive definite, by rows; the lower half is read, and overwritten.</param>
    /// <param name="gradient">As many numbers as the Hessian has rows.</param>
    public static double[] Direction(double[] hessian, double[] gradient)
    {
        int size = gradient.Length;
        var x = new double[size];
        for (int c = 0; c < size; c++)
        {
            for (int d = 0; d <= c; d++)
            {
                double sum = hessian[(c * size) + d];
                for (int k = 0; k < d; k++) sum -= hessian[(c * size) + k] * hessian[(d * size) + k];
                hessian[(c * size) + d] = c == d ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / hessian[(d * size) + d];
            }
            x[c] = -gradient[c];
            for (int k = 0; k < c; k++) x[c] -= hessian[(c * size) + k] * x[k];
            x[c] /= hessian[(c * size) + c];
        }
        for (int c = size - 1; c >= 0; c--)
        {
            for (int k = c + 1; k < size; k++) x[c] -= hessian[(k * size) + c] * x[k];
            x[c] /= hessian[(c * size) + c];
        }
        return x;
    }
}
