namespace Recsys.Storage.State;

/// <summary>Reads pages of a log on one thread while others read other pages. Disposed behind its last page.</summary>
internal interface IPageReader : IDisposable
{
    /// <summary>Reads a page.</summary>
    /// <param name="page">Number of the page in the log; a record on a higher one is newer.</param>
    /// <param name="records">Its records.</param>
    /// <exception cref="InvalidDataException">A record is damaged.</exception>
    void Read(long page, StateRecords records);
}
