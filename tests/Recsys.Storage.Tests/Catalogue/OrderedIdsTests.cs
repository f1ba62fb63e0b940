using FsCheck.Fluent;
using Recsys.Storage.Catalogue;

namespace Recsys.Storage.Tests.Catalogue;

public class OrderedIdsTests
{
    [Fact]
    public void AfterAnyChanges_ListsLikeASortedSet() => Property.Holds(
        from loaded in Gen.Choose(0, 3000)
        from steps in Gen.Choose(-4000, 4000).ArrayOf(1500)
        from pages in Gen.Choose(-10, 4010).ArrayOf(20)
        select (loaded, steps, pages),
        run =>
        {
            var ids = new OrderedIds();
            var model = new SortedSet<string>(StringComparer.Ordinal);
            for (int i = 0; i < run.loaded; i++) model.Add(Id(i * 2));
            ids.Load([.. model.Reverse()]);
            foreach (int step in run.steps)
            {
                if (step >= 0) ids.Add(Id(step));
                else ids.Remove(Id(-step));
                if (step >= 0) model.Add(Id(step));
                else model.Remove(Id(-step));
            }
            Assert.Equal(model.Count, ids.Count);
            Assert.Equal(model, ids.After("", int.MaxValue));
            foreach (int after in run.pages)
                Assert.Equal(
                    model.Where(id => string.CompareOrdinal(id, Id(after)) > 0).Take(9), ids.After(Id(after), 9));
            return true;
        },
        count: 20);

    private static string Id(int number) => $"id{number}";
}
