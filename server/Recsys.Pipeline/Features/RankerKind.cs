namespace Recsys.Pipeline.Features;

/// <summary>What a ranker computes from its features; <see cref="RankerKinds"/> has the names.</summary>
public enum RankerKind
{
    /// <summary>Deep learning recommendation model (Naumov et al., 2019): inner products of all pairs of vectors, then
    /// an MLP.</summary>
    Dlrm,

    /// <summary>Deep and cross network, version 2 (Wang et al., 2021): layers that multiply the inputs with linear
    /// maps of themselves, behind or beside an MLP.</summary>
    DcnV2,

    /// <summary>Neural collaborative filtering (He et al., 2017): the elementwise product of user and product beside an
    /// MLP.</summary>
    Ncf,

    /// <summary>Wide and deep (Cheng et al., 2016): a linear model of numbers and ids beside an MLP.</summary>
    WideDeep,

    /// <summary>An MLP alone.</summary>
    Mlp,
}
