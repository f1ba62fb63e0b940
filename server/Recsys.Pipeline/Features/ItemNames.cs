using System.Text;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Features;

/// <summary>
/// What a workflow's vocabularies make of the names of a catalogue, by the catalogue's numbers: a name that many
/// products share is looked up once. Any number of readers.
/// </summary>
/// <param name="workflow">The fitted vocabularies.</param>
/// <param name="products">The catalogue.</param>
public sealed class ItemNames(FeatureWorkflow workflow, ProductColumns products)
{
    // Ids + 1; 0 for what was not looked up yet.
    private int[] _categories = [];
    private int[] _brands = [];

    /// <summary>The vocabularies.</summary>
    public FeatureWorkflow Workflow => workflow;

    /// <summary>The catalogue.</summary>
    public ProductColumns Products => products;

    /// <summary>Id of a category by its number; 0 for none and for one that the vocabulary does not have.</summary>
    public int Category(int number) => IdOf(ref _categories, number, products.Categories, workflow.Categories);

    /// <summary>Id of a brand by its number, in the same way.</summary>
    public int Brand(int number) => IdOf(ref _brands, number, products.Brands, workflow.Brands);

    private static int IdOf(ref int[] known, int number, NameTable names, CategoryVocabulary vocabulary)
    {
        if (number == 0) return 0;
        int[] ids = Volatile.Read(ref known);
        if (number >= ids.Length)
        {
            // Whoever else does the same loses no more than work.
            var larger = new int[Math.Max(names.Count, number) + 1];
            ids.CopyTo(larger, 0);
            Volatile.Write(ref known, ids = larger);
        }
        int id = Volatile.Read(ref ids[number]) - 1;
        if (id >= 0) return id;
        id = vocabulary.Id(Encoding.UTF8.GetString(names.Name(number)));
        Volatile.Write(ref ids[number], id + 1);
        return id;
    }
}
