using System.Runtime.CompilerServices;

namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// A product's texts and rare fields as one record: id, title, times, version, then what few products have, behind a
/// byte that says which. Names that many share stand there as numbers.
/// </summary>
internal static class ProductRecord
{
    public const byte HasDescription = 1, HasCategories = 2, HasImage = 4, HasEmbedding = 8, HasAttributes = 16;

    /// <summary>Bytes of an ordinary record beside its texts: lengths, times, version, what there is.</summary>
    public const int UsualHeadBytes = 15;

    private const int HasNothingBehind = 32;

    /// <summary>Writes a record.</summary>
    /// <param name="to">Where.</param>
    /// <param name="content">The product.</param>
    /// <param name="categories">Names of categories, which get numbers.</param>
    // At a start it is called for millions of products before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(EncodedWriter to, in ProductContent content, NameTable categories)
    {
        to.Clear();
        to.Text(content.Id);
        to.Text(content.Title);
        to.Signed(content.CreatedMs);
        to.Signed(content.UpdatedMs - content.CreatedMs);
        to.Signed(content.Version);
        var list = new EncodedReader(content.Categories);
        int count = content.Categories.IsEmpty ? 0 : list.Count();
        to.Byte((byte)(
            (content.Description.IsEmpty ? 0 : HasDescription) | (count > 1 ? HasCategories : 0)
            | (content.ImageUrl.IsEmpty ? 0 : HasImage) | (content.Embedding.IsEmpty ? 0 : HasEmbedding)
            | (content.Attributes.IsEmpty || content.Attributes[0] == 0 ? 0 : HasAttributes)));
        if (!content.Description.IsEmpty) to.Text(content.Description);
        if (count > 1)
        {
            // The first one is a fact.
            list.Text();
            to.Count(count - 1);
            for (int i = 1; i < count; i++) to.Count(categories.Add(list.Text()));
        }
        if (!content.ImageUrl.IsEmpty) to.Text(content.ImageUrl);
        if (!content.Embedding.IsEmpty) to.Text(content.Embedding);
        if (!content.Attributes.IsEmpty && content.Attributes[0] != 0) to.Raw(content.Attributes);
    }

    /// <summary>Bytes of a record.</summary>
    /// <param name="from">From its address on.</param>
    public static int LengthOf(ReadOnlySpan<byte> from)
    {
        var reader = new EncodedReader(from);
        byte present = ReadHead(ref reader);
        Skip(ref reader, present, HasNothingBehind);
        return from.Length - reader.Rest.Length;
    }

    /// <summary>Goes over id, title, times and version.</summary>
    /// <returns>Which rare fields follow.</returns>
    public static byte ReadHead(ref EncodedReader reader)
    {
        reader.Text();
        reader.Text();
        for (int i = 0; i < 3; i++) reader.Number();
        return reader.Byte();
    }

    /// <summary>Goes over the rare fields before one.</summary>
    public static void Skip(ref EncodedReader reader, byte present, int field)
    {
        int skipped = present & (field - 1);
        if ((skipped & HasDescription) != 0) reader.Text();
        if ((skipped & HasCategories) != 0) for (int left = reader.Count(); left > 0; left--) reader.Number();
        if ((skipped & HasImage) != 0) reader.Text();
        if ((skipped & HasEmbedding) != 0) reader.Text();
        if ((skipped & HasAttributes) != 0) for (int left = reader.Count() * 2; left > 0; left--) reader.Text();
    }
}
