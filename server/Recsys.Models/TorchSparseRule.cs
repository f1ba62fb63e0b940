namespace Recsys.Models;

/// <summary>How sparse tables are updated; the values are those of <c>recsys_sparse_rule</c>.</summary>
public enum TorchSparseRule
{
    /// <summary>Adagrad with one sum of squares a row: little memory, the usual choice for embeddings.</summary>
    RowWiseAdagrad = 0,
    /// <summary>Adam whose moments change only for the rows of the batch; twice the table's memory.</summary>
    LazyAdam = 1,
}
