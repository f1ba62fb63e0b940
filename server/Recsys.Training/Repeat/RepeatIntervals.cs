using Recsys.Pipeline.Features;
using Recsys.Snapshots.Repeat;
using Recsys.Training.Data;

namespace Recsys.Training.Repeat;

/// <summary>
/// How often and after how long customers bought each product again, up to a row of the table: counted as the rows are
/// played. Days (UTC) are occasions, as for <see cref="OwnPurchases"/>.
/// </summary>
internal sealed class RepeatIntervals
{
    // Customers that the shop's mean stands for beside a product's own.
    private const double Prior = 20;

    // Days that are assumed where nothing was ever bought twice.
    private const double AssumedDays = 60;

    private readonly InteractionTable _table;
    // Days since the customer's occasion with the product before, 0 for the same occasion, −1 for the first.
    private readonly int[] _gaps;
    private readonly bool[] _second;
    private readonly double[] _logSums;
    private readonly int[] _intervals, _owners, _repeaters;
    private double _allLogs;
    private long _allIntervals, _allOwners, _allRepeaters;
    private int _row;

    /// <param name="table">The data.</param>
    /// <param name="anyType">Whether every event counts.</param>
    public RepeatIntervals(InteractionTable table, bool anyType)
    {
        _table = table;
        (_gaps, _second) = (new int[table.Count], new bool[table.Count]);
        _logSums = new double[table.ItemCount];
        (_intervals, _owners, _repeaters) =
            (new int[table.ItemCount], new int[table.ItemCount], new int[table.ItemCount]);
        FindGaps(anyType);
    }

    /// <summary>Counts the rows before a row.</summary>
    public void AdvanceTo(int row)
    {
        for (; _row < row; _row++)
        {
            int item = _table.Items[_row], gap = _gaps[_row];
            if (gap == 0) continue;
            if (gap < 0)
            {
                _owners[item]++;
                _allOwners++;
                continue;
            }
            double log = Math.Log(gap);
            _logSums[item] += log;
            _intervals[item]++;
            _allLogs += log;
            _allIntervals++;
            if (!_second[_row]) continue;
            _repeaters[item]++;
            _allRepeaters++;
        }
    }

    /// <summary>
    /// Log of the days after which a product is bought again, drawn towards the shop's; the shop's for −1.
    /// </summary>
    public float LogInterval(int item)
    {
        double mean = _allIntervals > 0 ? _allLogs / _allIntervals : Math.Log(AssumedDays);
        return item < 0
            ? (float)mean
            : (float)((_logSums[item] + (Prior * mean)) / (_intervals[item] + Prior));
    }

    /// <summary>Log odds that an owner buys a product again, drawn towards the shop's.</summary>
    public float LogRepeatOdds(int item)
    {
        double mean = (_allRepeaters + 1.0) / (_allOwners + 2.0);
        double share = (_repeaters[item] + (Prior * mean)) / (_owners[item] + Prior);
        return (float)Math.Log(share / (1 - share));
    }

    private void FindGaps(bool anyType)
    {
        var seen = new Dictionary<int, (long Day, int Occasions)>();
        for (int user = 0; user < _table.UserCount; user++)
        {
            seen.Clear();
            foreach (int row in _table.RowsOfUser(user))
            {
                if (!anyType && InterestWeight.Of(_table.Types[row]) < 1) continue;
                long day = _table.TimesMs[row] / (long)ItemStatistics.DayMs;
                if (!seen.TryGetValue(_table.Items[row], out var last))
                {
                    _gaps[row] = -1;
                    seen[_table.Items[row]] = (day, 1);
                    continue;
                }
                if (day == last.Day) continue;
                _gaps[row] = (int)Math.Min(day - last.Day, int.MaxValue);
                _second[row] = last.Occasions == 1;
                seen[_table.Items[row]] = (day, last.Occasions + 1);
            }
        }
    }
}
