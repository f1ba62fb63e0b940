using Recsys.Native;

namespace Recsys.Models.Tests;

public sealed class DenseAlgebraTests
{
    [Fact]
    public void MatMul_SmallMatrices_IsTheProduct()
    {
        float[] c = new float[4];
        DenseAlgebra.MatMul([1, 2, 3, 4, 5, 6], [1, 0, 0, 1, 2, 2], c, m: 2, n: 2, k: 3);

        Assert.Equal([7, 8, 16, 17], c);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(17, 5, 33)]
    [InlineData(70, 129, 64)]
    public void MatMul_AnyShape_EqualsThePlainLoop(int m, int n, int k)
    {
        var random = new Random(m);
        float[] a = TinyRegression.Floats(random, m * k);
        float[] b = TinyRegression.Floats(random, k * n);
        float[] c = new float[m * n];
        DenseAlgebra.MatMul(a, b, c, m, n, k);

        for (int row = 0; row < m; row++)
        {
            for (int column = 0; column < n; column++)
            {
                double sum = 0;
                for (int i = 0; i < k; i++) sum += (double)a[row * k + i] * b[i * n + column];
                Assert.Equal(sum, c[row * n + column], tolerance: 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(40, 150)]
    public void Gram_AnyShape_IsTransposeTimesItself(int rows, int columns)
    {
        float[] x = TinyRegression.Floats(new Random(rows), rows * columns);
        float[] transposed = new float[x.Length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                transposed[column * rows + row] = x[row * columns + column];
        float[] expected = new float[columns * columns], gram = new float[columns * columns];
        DenseAlgebra.MatMul(transposed, x, expected, columns, columns, rows);
        DenseAlgebra.Gram(x, gram, rows, columns);

        for (int i = 0; i < gram.Length; i++) Assert.Equal(expected[i], gram[i], tolerance: 1e-4f);
        for (int row = 0; row < columns; row++)
            for (int column = 0; column < row; column++)
                Assert.Equal(gram[row * columns + column], gram[column * columns + row]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65)]
    [InlineData(200)]
    public void SpdInverse_TimesTheMatrix_IsTheIdentity(int n)
    {
        float[] x = TinyRegression.Floats(new Random(n), n * n);
        float[] matrix = new float[n * n];
        DenseAlgebra.Gram(x, matrix, n, n);
        for (int i = 0; i < n; i++) matrix[i * n + i] += n;
        float[] inverse = (float[])matrix.Clone(), product = new float[n * n];
        DenseAlgebra.SpdInverse(inverse, n);
        DenseAlgebra.MatMul(matrix, inverse, product, n, n, n);

        for (int row = 0; row < n; row++)
            for (int column = 0; column < n; column++)
                Assert.Equal(row == column ? 1f : 0f, product[row * n + column], tolerance: 1e-4f);
    }

    [Fact]
    public void SpdInverse_NotPositiveDefinite_SaysWhere()
    {
        var error = Assert.Throws<NativeException>(() => DenseAlgebra.SpdInverse([1, 2, 2, 1], 2));

        Assert.Equal(
            "the matrix is not positive definite: its leading minor of order 2 is not positive; add to its diagonal",
            error.Message);
    }

    [Fact]
    public void MatMul_LengthThatDoesNotFit_SaysWhatIsNeeded()
    {
        var error = Assert.Throws<ArgumentException>(
            () => DenseAlgebra.MatMul(new float[5], new float[6], new float[4], 2, 2, 3));

        Assert.Equal("A [2, 3] matrix needs 6 values, not 5.", error.Message);
    }
}
