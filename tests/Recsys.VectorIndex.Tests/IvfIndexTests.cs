using Recsys.Native;

namespace Recsys.VectorIndex.Tests;

public sealed class IvfIndexTests : IDisposable
{
    private const int Count = 4000;
    private const int K = 50;
    private const int Lists = 64;

    // The floor that serving relies on, and how much searching 8 of 64 lists may lose against searching them all.
    private const double RecallFloor = 0.95;
    private const double AllowedDrop = 0.05;

    private static readonly float[] Stored = Vectors.Clustered(Count, seed: 1);
    private static readonly float[] Queries = Vectors.Clustered(100, seed: 2);
    private static readonly long[] StoredIds = Vectors.Ids(Count);

    private readonly IvfIndex _index =
        IvfIndex.Build(Stored, Vectors.Dimension, StoredIds, new IvfOptions { Lists = Lists, Seed = 5 });

    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-index").FullName;

    public void Dispose()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Search_SomeLists_RecallStaysAboveItsFloor()
    {
        double some = Recall(_index, nprobe: 8);
        double all = Recall(_index, nprobe: Lists);

        Assert.True(some >= RecallFloor, $"recall@{K} is {some:F4}, below {RecallFloor}");
        Assert.True(all - some <= AllowedDrop, $"recall@{K} fell from {all:F4} to {some:F4}");
    }

    [Fact]
    public void Search_AllLists_IsExact() => Assert.Equal(1, Recall(_index, nprobe: Lists));

    [Fact]
    public void Search_Results_AreOrderedInnerProductsOfTheirIds()
    {
        var (ids, scores) = Search(_index, Vectors.Row(Queries, 0), 8, K);

        Assert.Equal(scores.OrderDescending(), scores);
        for (int i = 0; i < ids.Length; i++)
        {
            int row = Array.IndexOf(StoredIds, ids[i]);
            float product = System.Numerics.Tensors.TensorPrimitives.Dot(
                Vectors.Row(Stored, row), Vectors.Row(Queries, 0));
            Assert.Equal(product, scores[i], tolerance: 1e-3);
        }
    }

    [Fact]
    public void Search_MoreWantedThanThere_ReturnsOnlyWhatIsThere()
    {
        using var small = IvfIndex.Build(
            Stored.AsSpan(0, 5 * Vectors.Dimension), Vectors.Dimension, StoredIds.AsSpan(0, 5), new IvfOptions());
        var (ids, _) = Search(small, Vectors.Row(Queries, 0), nprobe: 1000, k: 20);

        Assert.Equal(StoredIds[..5], ids.Order());
    }

    [Fact]
    public void Remove_ThenSearch_NeverReturnsTheRemoved()
    {
        long[] removed = StoredIds.Where((_, row) => row % 3 == 0).ToArray();

        Assert.Equal(removed.Length, _index.Remove(removed));
        Assert.Equal(Count - removed.Length, _index.Count);
        Assert.Equal(0, _index.Remove(removed));
        var gone = removed.ToHashSet();
        for (int query = 0; query < 100; query++)
            Assert.DoesNotContain(Search(_index, Vectors.Row(Queries, query), Lists, K).Ids, gone.Contains);
    }

    [Fact]
    public void Add_AfterRemove_IsFoundUnderItsOwnId()
    {
        float[] added = Vectors.Clustered(10, seed: 77);
        // Longer than any other vector: its own best match.
        for (int i = 0; i < added.Length; i++) added[i] *= 10;
        long[] ids = StoredIds[..10];
        _index.Remove(ids);
        _index.Add(added, ids);

        Assert.Equal(Count, _index.Count);
        for (int row = 0; row < 10; row++)
            Assert.Contains(ids[row], Search(_index, Vectors.Row(added, row), Lists, 10).Ids);
    }

    [Fact]
    public void Add_IdThatIsThere_IsRefusedWhole()
    {
        float[] two = Vectors.Clustered(2, seed: 8);

        var error = Assert.Throws<NativeException>(() => _index.Add(two, [42, StoredIds[17]]));
        Assert.Equal($"id {StoredIds[17]} is in the index already; remove it first", error.Message);
        Assert.Equal(Count, _index.Count);
    }

    [Fact]
    public void Load_AfterSave_GivesEqualAnswers()
    {
        string path = Path.Combine(_folder, "items.faiss");
        _index.Save(path);
        using var loaded = IvfIndex.Load(path);

        Assert.Equal((_index.Count, _index.Dimension, _index.Lists), (loaded.Count, loaded.Dimension, loaded.Lists));
        for (int query = 0; query < 20; query++)
        {
            var expected = Search(_index, Vectors.Row(Queries, query), 8, K);
            var actual = Search(loaded, Vectors.Row(Queries, query), 8, K);
            Assert.Equal(expected.Ids, actual.Ids);
            Assert.Equal(expected.Scores, actual.Scores);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(24)]
    [InlineData(100_000)]
    [InlineData(-1)]
    [InlineData(-24)]
    public void Load_FileCutShort_IsRefused(int length)
    {
        string path = Path.Combine(_folder, "items.faiss");
        _index.Save(path);
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(length < 0 ? whole.Length + length : length)]);

        var error = Assert.Throws<InvalidDataException>(() => IvfIndex.Load(path));
        Assert.Equal(
            $"{path} does not end as an index file does: it was cut short or is another kind of file.",
            error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(200_001)]
    public void Load_OneBitFlipped_IsRefused(int at)
    {
        string path = Path.Combine(_folder, "items.faiss");
        _index.Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(path, bytes);

        var error = Assert.Throws<InvalidDataException>(() => IvfIndex.Load(path));
        Assert.Equal($"{path} is damaged: its checksum or its length differs from what was written.", error.Message);
    }

    [Fact]
    public void Load_NoSuchFile_NamesIt()
    {
        string path = Path.Combine(_folder, "none.faiss");

        Assert.Equal($"{path} is not there.", Assert.Throws<FileNotFoundException>(() => IvfIndex.Load(path)).Message);
    }

    [Fact]
    public void Save_IntoFolderThatIsNotThere_Fails()
    {
        var error = Assert.Throws<NativeException>(() => _index.Save(Path.Combine(_folder, "no", "items.faiss")));

        Assert.Equal(NativeStatus.IoFailure, error.Status);
    }

    [Fact]
    public async Task Search_WhileOthersAddAndRemove_StaysCorrect()
    {
        // Ids of the steady half are never touched, so that searching all lists must always find the best of them.
        long[] moving = StoredIds[(Count / 2)..];
        float[] movingVectors = Stored[(Count / 2 * Vectors.Dimension)..];
        var known = StoredIds.ToHashSet();
        using var stop = new CancellationTokenSource();
        var changes = Task.Run(() =>
        {
            for (int round = 0; round < 20; round++)
            {
                _index.Remove(moving);
                _index.Add(movingVectors, moving);
            }
            stop.Cancel();
        });
        Parallel.For(0, 4, _ =>
        {
            do
            {
                for (int query = 0; query < 20; query++)
                {
                    var (ids, scores) = Search(_index, Vectors.Row(Queries, query), Lists, K);
                    Assert.Equal(K, ids.Length);
                    Assert.All(ids, id => Assert.Contains(id, known));
                    Assert.Equal(scores.OrderDescending(), scores);
                }
            }
            while (!stop.IsCancellationRequested);
        });
        await changes;

        Assert.Equal(Count, _index.Count);
        Assert.Equal(1, Recall(_index, Lists));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Search_QueryNotFinite_IsRefused(float bad)
    {
        float[] query = new float[Vectors.Dimension];
        query[3] = bad;

        var error = Assert.Throws<NativeException>(() => Search(_index, query, 8, K));
        Assert.Equal("the query has a value that is not finite at position 3", error.Message);
    }

    [Fact]
    public void Search_QueryOfAnotherDimension_SaysBoth()
    {
        var error = Assert.Throws<ArgumentException>(() => Search(_index, new float[31], 8, K));

        Assert.StartsWith("A query has 32 values, not 31.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_IdTwice_NamesIt()
    {
        var error = Assert.Throws<NativeException>(() =>
            IvfIndex.Build(new float[6], 2, [7, 8, 7], new IvfOptions { Lists = 1 }));

        Assert.Equal("id 7 comes twice", error.Message);
    }

    [Fact]
    public void Build_MoreListsThanVectors_IsRefused()
    {
        var error = Assert.Throws<NativeException>(() =>
            IvfIndex.Build(new float[6], 2, [7, 8, 9], new IvfOptions { Lists = 4 }));

        Assert.Equal("lists must be 1 to the number of vectors", error.Message);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(77, 1)]
    [InlineData(4000, 102)]
    [InlineData(1_000_000, 4000)]
    public void ListsFor_NotGiven_FollowsTheNumberOfVectors(int vectors, int lists) =>
        Assert.Equal(lists, new IvfOptions().ListsFor(vectors));

    private static double Recall(IvfIndex index, int nprobe)
    {
        var exact = new ExactIndex(Stored, Vectors.Dimension, StoredIds);
        long[] truth = new long[K];
        float[] scores = new float[K];
        int hits = 0;
        for (int query = 0; query < 100; query++)
        {
            Assert.Equal(K, exact.Search(Vectors.Row(Queries, query), truth, scores));
            hits += Search(index, Vectors.Row(Queries, query), nprobe, K).Ids.Intersect(truth).Count();
        }
        return hits / (100.0 * K);
    }

    private static (long[] Ids, float[] Scores) Search(IvfIndex index, ReadOnlySpan<float> query, int nprobe, int k)
    {
        long[] ids = new long[k];
        float[] scores = new float[k];
        int found = index.Search(query, nprobe, ids, scores);
        return (ids[..found], scores[..found]);
    }
}
