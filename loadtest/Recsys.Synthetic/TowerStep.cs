using System.Numerics.Tensors;
using Recsys.Models;
using Recsys.Pipeline.Features;
using Recsys.Training.TwoTower;

namespace Recsys.Synthetic;

/// <summary>
/// Towers that were never trained and yet mean something. The user tower's table holds the products' vectors, so that
/// a user's vector lies among what they liked. The item tower gives a product it knows exactly the vector of the index;
/// one it does not know lands in the middle of its category.
/// </summary>
internal sealed class TowerStep(ShopMaking shop, FeatureWorkflow workflow)
{
    // How far the category alone moves an item's vector: its table holds the rest.
    private const float CategoryPart = 0.5f;
    private const float UserPart = 0.1f;
    private readonly int _dimension = shop.Shape.Dimension;

    public void WriteUser(string path)
    {
        using var module = TwoTowerModule.EmptyUser(workflow, _dimension);
        VectorBlocks.ForEach(shop, "user tower", (first, vectors) =>
            module.WriteParameter("history_embedding", (first + 1L) * _dimension, vectors));
        Noise(module, "country_embedding", 0.3f);
        Noise(module, "top_category_embedding", 0.3f);
        int width = (int)Shape(module, "user_weight_1")[1], hidden = (int)Shape(module, "user_weight_2")[1];
        Noise(module, "user_weight_1", 1 / MathF.Sqrt(width));
        Noise(module, "user_weight_2", UserPart / MathF.Sqrt(_dimension * hidden));
        module.Save(path);
    }

    public void WriteItem(string path)
    {
        using var module = TwoTowerModule.EmptyItem(workflow, _dimension);
        var space = shop.Space;
        var directions = new float[space.Categories * _dimension];
        for (int category = 0; category < space.Categories; category++)
            space.Direction(category, directions.AsSpan(category * _dimension, _dimension));
        VectorBlocks.ForEach(shop, "item tower", (first, vectors) =>
        {
            for (int i = 0; i < vectors.Length / _dimension; i++)
            {
                var vector = vectors.Slice(i * _dimension, _dimension);
                var direction = directions.AsSpan(space.CategoryOf(first + i) * _dimension, _dimension);
                TensorPrimitives.MultiplyAdd(direction, -CategoryPart, vector, vector);
            }
            module.WriteParameter("product_embedding", (first + 1L) * _dimension, vectors);
        });
        foreach (string table in (string[])["brand_embedding", "price_embedding", "word_embedding"])
            Noise(module, table, 0.05f);
        WriteCategories(module);
        module.Save(path);
    }

    // Two hidden units a number, one for each sign, carry a category's place to its direction; no other is used.
    private void WriteCategories(TorchModule module)
    {
        const int Place = ProductSpace.CategoryDimension;
        var space = shop.Space;
        var table = new float[workflow.Categories.Size * Place];
        for (int category = 0; category < space.Categories; category++)
        {
            int id = workflow.Categories.Id(ProductLaw.CategoryName(category));
            if (id > 0) space.PlaceOf(category).CopyTo(table.AsSpan(id * Place));
        }
        module.WriteParameter("category_embedding", table);
        var first = new float[Shape(module, "item_weight_1")[0] * Shape(module, "item_weight_1")[1]];
        var second = new float[Shape(module, "item_weight_2")[0] * Shape(module, "item_weight_2")[1]];
        int width = (int)Shape(module, "item_weight_1")[1], hidden = (int)Shape(module, "item_weight_2")[1];
        for (int unit = 0; unit < Place; unit++)
        {
            first[(unit * width) + _dimension + unit] = 1;
            first[((Place + unit) * width) + _dimension + unit] = -1;
            for (int row = 0; row < _dimension; row++)
            {
                float to = CategoryPart * space.Basis[(row * Place) + unit];
                second[(row * hidden) + unit] = to;
                second[(row * hidden) + Place + unit] = -to;
            }
        }
        module.WriteParameter("item_weight_1", first);
        module.WriteParameter("item_weight_2", second);
    }

    private void Noise(TorchModule module, string name, float deviation)
    {
        var values = new float[module.Parameters.First(parameter => parameter.Name == name).Elements];
        // The name's own numbers, the same in every process.
        new Draw(shop.Shape.Seed, DrawOf.Towers, (long)Pipeline.Catalogue.IdHash.Of(name)).Fill(values);
        TensorPrimitives.Multiply(values, deviation, values);
        module.WriteParameter(name, values);
    }

    private static IReadOnlyList<long> Shape(TorchModule module, string name) =>
        module.Parameters.First(parameter => parameter.Name == name).Shape;
}
