namespace Recsys.Synthetic;

/// <summary>What a sequence of random numbers is for: each thing has its own, so adding one moves no other.</summary>
internal enum DrawOf
{
    Space = 1,
    Category,
    Cluster,
    ClusterOfProduct,
    PlaceOfProduct,
    Vector,
    Price,
    Brand,
    Title,
    Offer,
    Customer,
    History,
    Neighbors,
    Towers,
    Sample,
    Ranker,
}
