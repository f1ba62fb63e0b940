namespace Recsys.Storage.State;

/// <summary>
/// Sessions for reading: FASTER lets one thread at a time use each. As many are kept as may run at once.
/// </summary>
internal sealed class SessionPool<TSession>(Func<TSession> open, int kept) : IDisposable
    where TSession : class, IDisposable
{
    private readonly TSession?[] _idle = new TSession?[kept];
    private volatile bool _closed;

    public TSession Rent()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        for (int i = 0; i < _idle.Length; i++)
        {
            if (_idle[i] is null) continue;
            if (Interlocked.Exchange(ref _idle[i], null) is { } session) return session;
        }
        return open();
    }

    public void Return(TSession session)
    {
        for (int i = 0; i < _idle.Length && !_closed; i++)
        {
            if (_idle[i] is null && Interlocked.CompareExchange(ref _idle[i], session, null) is null) return;
        }
        session.Dispose();
    }

    public void Dispose()
    {
        _closed = true;
        for (int i = 0; i < _idle.Length; i++) Interlocked.Exchange(ref _idle[i], null)?.Dispose();
    }
}
