using System.Runtime.InteropServices;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Snapshots;
using Recsys.Storage;
using Recsys.Synthetic.Reference;
using Recsys.VectorIndex;

namespace Recsys.Synthetic.Tests;

/// <summary>What the reference architecture is given of a shop is what this server's models read.</summary>
public sealed class ReferenceExportTests(TemporaryShop made) : IClassFixture<TemporaryShop>
{
    [Fact]
    public async Task WriteAsync_OfAShop_HoldsEveryProductAndCustomerInItsPlace()
    {
        string folder = Directory.CreateDirectory(Path.Combine(made.Root, "features")).FullName;
        var version = new ModelRepository(made.Shop.ModelsFolder).OpenCurrent().Version!;
        string[] customers = ["c0000003", "nobody", "c0000001"];
        ReferenceLayout layout;
        await using (var store = await RecsysStore.OpenAsync(
            new StorageOptions { Directory = made.Shop.DataFolder, MemoryBytes = 16 << 20 }))
            layout = await ReferenceExport.WriteAsync(store, version, customers, 500, folder, null, default);

        Assert.Equal(["c0000003", "c0000001"], File.ReadLines(Path.Combine(folder, ReferenceExport.CustomersFile)));
        Assert.Equal(layout, ReferenceLayout.Read(folder));
        Assert.Equal(
            ProbeTable.Load(version.FilePath(ModelArtifacts.IndexProbes)).ProbesFor(500), layout.Probes);
        var shape = RankerDescription.Reference();
        Assert.Equal((shape.UserDense.Count, shape.UserCategorical.Count, shape.ItemCategorical.Count),
            (layout.UserDense, layout.UserIds, layout.ItemIds));

        int[] items = Values(folder, ReferenceExport.ItemsFile);
        Assert.Equal(layout.Products * layout.ItemWidth, items.Length);
        for (int product = 0; product < layout.Products; product++)
        {
            // Its own id is its model row, counted from 1; 0 stands for the unknown.
            Assert.Equal(product + 1, items[product * layout.ItemWidth]);
            Assert.InRange(items[(product * layout.ItemWidth) + layout.ItemIds], 0, 1);
        }
        int[] users = Values(folder, ReferenceExport.UsersFile);
        Assert.Equal(2 * layout.UserWidth, users.Length);
        // The latest products of the ranker are the first of the tower's history.
        int recent = layout.UserDense + 2, history = layout.UserDense + layout.UserIds + layout.TowerDense + 2;
        Assert.Equal(users[recent..(recent + 8)], users[history..(history + 8)]);
        Assert.NotEqual(0, users[recent]);
    }

    private static int[] Values(string folder, string name) =>
        MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(Path.Combine(folder, name))).ToArray();
}
