namespace Recsys.Snapshots;

/// <summary>Files of a model version: what training writes and a snapshot reads.</summary>
public static class ModelArtifacts
{
    /// <summary>Products the model knows, one id per line; the line number from 0 is the model row.</summary>
    public const string Items = "items.txt";

    /// <summary>The fitted feature workflow.</summary>
    public const string Workflow = "workflow.json";

    /// <summary>Counters of the products by model row, as of the end of the training data.</summary>
    public const string ItemStatistics = "item_statistics.bin";

    /// <summary>
    /// The user tower: dense [n, 12], ids [n, 2], history [n, 32], weights [n, 32] to vectors [n, d].
    /// </summary>
    public const string UserTower = "user_tower.pt";

    /// <summary>The item tower: dense [n, 13], ids [n, 4], words [n, 8] to vectors [n, d].</summary>
    public const string ItemTower = "item_tower.pt";

    /// <summary>The ranker: its inputs are those that <c>RankerInputs</c> gathers.</summary>
    public const string Ranker = "ranker.pt";

    /// <summary>
    /// The ranker's shape and features (<see cref="Recsys.Pipeline.Features.RankerDescription"/>); a version without it
    /// has the standard ones.
    /// </summary>
    public const string RankerDescription = "ranker.json";

    /// <summary>
    /// The ranker's table of products with 16 bits a value (<see cref="Recsys.Models.Fused.Int16TableFile"/>), as its
    /// kernels read it; a version without it has it made from <see cref="Ranker"/> at every load.
    /// </summary>
    public const string RankerProducts = "ranker_products.i16";

    /// <summary>The user tower's table of products in the same way, of <see cref="UserTower"/>.</summary>
    public const string UserTowerProducts = "user_tower_products.i16";

    /// <summary>Inverted-file index of the item vectors, ids being model rows.</summary>
    public const string ItemIndex = "items.faiss";

    /// <summary>
    /// Its lists with 8 bits a number (<see cref="VectorIndex.ListIndex.Save"/>), as they are scanned; a version
    /// without it has them made from <see cref="ItemIndex"/> at every load.
    /// </summary>
    public const string ItemLists = "items.lists";

    /// <summary>
    /// How many of its lists to look into for which recall, as measured (<see cref="VectorIndex.ProbeTable"/>); a
    /// version without it has a rule of thumb.
    /// </summary>
    public const string IndexProbes = "index.json";

    /// <summary>The item vectors by model row, float32, little-endian.</summary>
    public const string ItemEmbeddings = "item_embeddings.f32";

    /// <summary>The item-to-item table by model row: EASE's weights.</summary>
    public const string ItemNeighbors = "item_neighbors.bin";

    /// <summary>The graph filter's item-to-item weights; a version without it serves without that source.</summary>
    public const string GraphFilter = "graph_filter.bin";

    /// <summary>What follows what; a version without it serves without that source.</summary>
    public const string Transitions = "transitions.bin";

    /// <summary>Cosines of co-occurrence; a version without it serves without that source.</summary>
    public const string ItemKnn = "item_knn.bin";

    /// <summary>How the item-to-item sources are asked; a version without it has the standard way.</summary>
    public const string ItemToItem = "item_to_item.json";

    /// <summary>
    /// How candidates are shared among sources and what each counts in a score (<see cref="Mixing.Mix"/>); a version
    /// without it has shares and weights that nobody learned.
    /// </summary>
    public const string Mix = "mix.json";

    /// <summary>
    /// What an incremental training goes on from, beside the other files; serving does not read it. From a version
    /// without it nothing can go on.
    /// </summary>
    public const string Training = "training.json";

    /// <summary>
    /// Products as vectors of implicit alternating least squares (<see cref="Als.FactorModel"/>); a version without it
    /// has no such source.
    /// </summary>
    public const string Als = "als.bin";

    /// <summary>
    /// What was wanted in each fortnight of a year (<see cref="Seasonal.SeasonTable"/>); a version without it has no
    /// such source.
    /// </summary>
    public const string Season = "season.bin";

    /// <summary>What is popular, by model row.</summary>
    public const string Popularity = "popularity.bin";

    /// <summary>
    /// The chance of repeat purchase (<see cref="Repeat.RepeatModel"/>); a version without it has no such source.
    /// </summary>
    public const string Repeat = "repeat.bin";

    /// <summary>
    /// Sessions of past visitors (<see cref="Session.SessionTable"/>); a version without it has no such source.
    /// </summary>
    public const string Sessions = "sessions.bin";

    /// <summary>
    /// The sequential model (<see cref="Recsys.Models.Sequence.SequenceModule"/>), its products' vectors included; a
    /// version without it has no such source.
    /// </summary>
    public const string Sequence = "sequence.pt";
}
