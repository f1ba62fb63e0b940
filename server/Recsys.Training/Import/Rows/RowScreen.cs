namespace Recsys.Training.Import.Rows;

/// <summary>The mapping's rules on one file: which of its rows are left out, and why.</summary>
internal sealed class RowScreen
{
    private readonly IRowSource _source;
    private readonly BoundRule[] _rules;
    private readonly int[] _features;
    private readonly int _maxEmpty;
    private readonly string _tooEmpty;

    public RowScreen(InteractionMapping mapping, IRowSource source, ColumnBinder binder)
    {
        _source = source;
        _rules = [.. mapping.Rules.Select(rule => new BoundRule(rule, binder.Bind(rule.Column)))];
        _features = mapping.FeatureColumns is { } named
            ? [.. named.Select(binder.Bind)]
            : [.. Enumerable.Range(0, source.Columns.Count)];
        _maxEmpty = mapping.MaxEmptyColumns ?? int.MaxValue;
        _tooEmpty = $"more than {mapping.MaxEmptyColumns} empty fields";
    }

    /// <summary>Judges the current row.</summary>
    /// <param name="reason">Why it is left out; set unless the verdict is <see cref="RowVerdict.Accepted"/>.</param>
    public RowVerdict Judge(out string? reason)
    {
        reason = null;
        if (_maxEmpty != int.MaxValue && CountEmpty() > _maxEmpty)
        {
            reason = _tooEmpty;
            return RowVerdict.Dropped;
        }
        foreach (var rule in _rules)
        {
            bool drops = rule.Drops(_source.Field(rule.Column), out reason);
            if (reason is not null) return RowVerdict.Rejected;
            if (!drops) continue;
            reason = rule.Reason;
            return RowVerdict.Dropped;
        }
        return RowVerdict.Accepted;
    }

    private int CountEmpty()
    {
        int empty = 0;
        foreach (int column in _features)
            if (_source.Field(column).IsEmpty) empty++;
        return empty;
    }
}
