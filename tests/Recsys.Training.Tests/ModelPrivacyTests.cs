using System.Text;
using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Training.Data;

namespace Recsys.Training.Tests;

public sealed class ModelPrivacyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-privacy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Train_CustomersAndSessions_AreNamedInNoFile()
    {
        var builder = new InteractionTableBuilder();
        for (int product = 0; product < 30; product++) builder.Set(SyntheticShop.Product(product));
        for (int i = 0; i < 3000; i++)
        {
            builder.Add(SyntheticShop.Purchase(i % 30, i * 7 % 30, day: i / 30, line: 0) with
            {
                CustomerId = $"somebody-{i % 30}",
                SessionId = $"evening-{i}",
            });
        }
        for (int i = 0; i < 30; i++)
            builder.Set(new Customer { Id = $"somebody-{i}", DisplayName = "Jane Doe", Country = "France" });
        using (var staged = new ModelRepository(_folder).Stage())
            staged.Publish(ModelTrainer.Train(builder.Build(), SyntheticShop.Options, staged));
        string[] files = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

        // What is looked for can be found: the products' ids are there.
        Assert.Contains(files, file => Holds(file, "p29"));
        foreach (string text in new[] { "somebody-", "evening-", "Jane Doe" })
            Assert.DoesNotContain(files, file => Holds(file, text));
    }

    private static bool Holds(string file, string text)
    {
        var bytes = File.ReadAllBytes(file).AsSpan();
        return bytes.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
    }
}
