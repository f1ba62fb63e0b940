namespace Recsys.Server.Training;

/// <summary>
/// Lines of another program, whatever it writes: one that is too long is left out, and nothing more than a line is
/// held.
/// </summary>
/// <param name="from">What it writes.</param>
internal sealed class BoundedLines(TextReader from)
{
    /// <summary>Most characters of a line.</summary>
    public const int Most = 16 << 10;

    private readonly char[] _buffer = new char[Most];
    private int _begin;
    private int _end;

    /// <summary>Reads the next line that is not too long.</summary>
    /// <returns>It, without its end; null when there are no more.</returns>
    public async Task<string?> ReadAsync()
    {
        bool tooLong = false;
        while (true)
        {
            int length = _buffer.AsSpan(_begin, _end - _begin).IndexOf('\n');
            if (length >= 0)
            {
                string line = new(_buffer, _begin, length);
                _begin += length + 1;
                if (!tooLong) return line.TrimEnd('\r');
                tooLong = false;
                continue;
            }
            tooLong |= MakeRoom();
            int read = await from.ReadAsync(_buffer.AsMemory(_end));
            if (read > 0)
            {
                _end += read;
                continue;
            }
            string rest = new(_buffer, _begin, _end - _begin);
            _begin = _end = 0;
            return rest.Length > 0 && !tooLong ? rest : null;
        }
    }

    // Whether what there is of the line had to go.
    private bool MakeRoom()
    {
        bool full = _begin == 0 && _end == _buffer.Length;
        if (full) _end = 0;
        else if (_begin > 0)
        {
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
        }
        return full;
    }
}
