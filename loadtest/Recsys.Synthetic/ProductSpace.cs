using System.Numerics.Tensors;

namespace Recsys.Synthetic;

/// <summary>
/// Where products lie: categories, in each some clusters, in each some products, all of Zipf sizes; a product's vector
/// is its cluster's centre and noise, of length 1. Nothing but clusters and who is in them is kept: a vector is drawn
/// again whenever it is wanted.
/// </summary>
/// <remarks>
/// Categories lie in a plane of <see cref="CategoryDimension"/> dimensions, which is as much as the item tower is told
/// of them, so that the tower can put a product it never met near its category.
/// </remarks>
internal sealed class ProductSpace
{
    /// <summary>Numbers that a category's place is told by; what the item tower embeds categories in.</summary>
    public const int CategoryDimension = 16;

    private const int ProductsPerCluster = 200;
    private const int MostClusters = 4096;
    private const int MostCategories = 400;
    // Exponents below 1: real catalogues have no category with a tenth of all products.
    private const double ClusterExponent = 0.7;
    private const double CategoryExponent = 0.6;
    private const float ClusterSpread = 0.9f;
    private const float ProductSpread = 0.65f;

    private readonly ulong _seed;
    private readonly float[] _centres;
    private readonly float[] _places;
    private readonly int[] _categories;
    private readonly ushort[] _clusters;
    private readonly ZipfTable _sizes;

    public ProductSpace(SyntheticShape shape)
    {
        _seed = shape.Seed;
        Dimension = shape.Dimension;
        Products = shape.Products;
        Clusters = Math.Clamp(shape.Products / ProductsPerCluster, 8, MostClusters);
        Categories = Math.Clamp(Clusters / 8, 4, MostCategories);
        Basis = OrthonormalBasis(_seed, Dimension);
        _places = new float[Categories * CategoryDimension];
        for (int category = 0; category < Categories; category++)
        {
            var place = _places.AsSpan(category * CategoryDimension, CategoryDimension);
            new Draw(_seed, DrawOf.Category, category).Fill(place);
            Normalize(place);
        }
        (_categories, _centres) = PlaceClusters();
        _sizes = new ZipfTable(Clusters, ClusterExponent);
        _clusters = new ushort[Products];
        for (int product = 0; product < Products; product++)
            _clusters[product] = (ushort)_sizes.At(new Draw(_seed, DrawOf.ClusterOfProduct, product).Unit());
        (Starts, Members) = Group();
    }

    /// <summary>Size of the vectors.</summary>
    public int Dimension { get; }

    /// <summary>Products.</summary>
    public int Products { get; }

    /// <summary>Clusters.</summary>
    public int Clusters { get; }

    /// <summary>Categories.</summary>
    public int Categories { get; }

    /// <summary>[dimension, 16]: turns a category's place into a vector; its columns are orthonormal.</summary>
    public float[] Basis { get; }

    /// <summary>Where each cluster's products begin among <see cref="Members"/>; one more than there are
    /// clusters.</summary>
    public int[] Starts { get; }

    /// <summary>Products by cluster, in each the most popular first.</summary>
    public int[] Members { get; }

    /// <summary>A product's cluster.</summary>
    public int ClusterOf(int product) => _clusters[product];

    /// <summary>A product's category.</summary>
    public int CategoryOf(int product) => _categories[_clusters[product]];

    /// <summary>A cluster by popularity, which goes with its size, at a place in [0, 1).</summary>
    public int ClusterAt(double unit) => _sizes.At(unit);

    /// <summary>A category's place, of length 1.</summary>
    public ReadOnlySpan<float> PlaceOf(int category) =>
        _places.AsSpan(category * CategoryDimension, CategoryDimension);

    /// <summary>A category's direction: the vector of its place.</summary>
    public void Direction(int category, Span<float> direction)
    {
        var place = PlaceOf(category);
        for (int row = 0; row < Dimension; row++)
            direction[row] = TensorPrimitives.Dot(
                Basis.AsSpan(row * CategoryDimension, CategoryDimension), place);
    }

    /// <summary>A product's vector, of length 1.</summary>
    public void Vector(int product, Span<float> vector)
    {
        vector = vector[..Dimension];
        new Draw(_seed, DrawOf.Vector, product).Fill(vector);
        // The mean length of the noise is ProductSpread, whatever the dimension.
        TensorPrimitives.MultiplyAdd(
            vector, ProductSpread / MathF.Sqrt(Dimension),
            _centres.AsSpan(_clusters[product] * Dimension, Dimension), vector);
        Normalize(vector);
    }

    private (int[] Categories, float[] Centres) PlaceClusters()
    {
        var categories = new int[Clusters];
        var centres = new float[Clusters * Dimension];
        var byCategory = new ZipfTable(Categories, CategoryExponent);
        var direction = new float[Dimension];
        for (int cluster = 0; cluster < Clusters; cluster++)
        {
            var draw = new Draw(_seed, DrawOf.Cluster, cluster);
            categories[cluster] = byCategory.At(draw.Unit());
            Direction(categories[cluster], direction);
            var centre = centres.AsSpan(cluster * Dimension, Dimension);
            draw.Fill(centre);
            TensorPrimitives.MultiplyAdd(centre, ClusterSpread / MathF.Sqrt(Dimension), direction, centre);
            Normalize(centre);
        }
        return (categories, centres);
    }

    // A counting sort by cluster; in each by a number drawn for the product, which is its popularity's rank.
    private (int[] Starts, int[] Members) Group()
    {
        var starts = new int[Clusters + 1];
        foreach (ushort cluster in _clusters) starts[cluster + 1]++;
        for (int cluster = 0; cluster < Clusters; cluster++) starts[cluster + 1] += starts[cluster];
        var members = new int[Products];
        var ranks = new ulong[Products];
        var next = starts.AsSpan(0, Clusters).ToArray();
        for (int product = 0; product < Products; product++)
        {
            int at = next[_clusters[product]]++;
            members[at] = product;
            ranks[at] = new Draw(_seed, DrawOf.PlaceOfProduct, product).Next();
        }
        for (int cluster = 0; cluster < Clusters; cluster++)
            Array.Sort(ranks, members, starts[cluster], starts[cluster + 1] - starts[cluster]);
        return (starts, members);
    }

    // Gram–Schmidt over random columns.
    private static float[] OrthonormalBasis(ulong seed, int dimension)
    {
        var columns = new float[CategoryDimension][];
        for (int c = 0; c < columns.Length; c++)
        {
            var column = columns[c] = new float[dimension];
            new Draw(seed, DrawOf.Space, c).Fill(column);
            for (int before = 0; before < c; before++)
                TensorPrimitives.MultiplyAdd(
                    columns[before], -TensorPrimitives.Dot<float>(columns[before], column), column, column);
            Normalize(column);
        }
        var basis = new float[dimension * CategoryDimension];
        for (int row = 0; row < dimension; row++)
            for (int c = 0; c < columns.Length; c++) basis[(row * CategoryDimension) + c] = columns[c][row];
        return basis;
    }

    private static void Normalize(Span<float> vector) =>
        TensorPrimitives.Multiply(vector, 1 / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(vector)), vector);
}
