namespace Recsys.Storage.Tests.Journal;

/// <summary>A disk whose writes fail with one error when the test says so.</summary>
internal sealed class FailingDisk(int error)
{
    private volatile bool _fails;

    public bool Fails
    {
        set => _fails = value;
    }

    public void ThrowIfFailing()
    {
        if (_fails) throw new IOException("The disk fails.", error);
    }
}
