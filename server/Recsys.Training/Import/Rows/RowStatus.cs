namespace Recsys.Training.Import.Rows;

/// <summary>What reading a row came to.</summary>
internal enum RowStatus
{
    /// <summary>A good row.</summary>
    Row,
    /// <summary>A row that cannot be read; the next one may be fine.</summary>
    Bad,
    /// <summary>No more rows.</summary>
    End,
}
