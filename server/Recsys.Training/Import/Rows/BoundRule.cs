using System.Text;
using Recsys.Training.Import.Mapping;

namespace Recsys.Training.Import.Rows;

/// <summary>A rule bound to the column of one file.</summary>
internal sealed class BoundRule
{
    private readonly MappingRule _rule;
    private readonly byte[]? _startsWith;
    private readonly byte[][]? _oneOf;
    private readonly bool _numeric;
    private readonly string _notANumber;

    public BoundRule(MappingRule rule, int column)
    {
        _rule = rule;
        Column = column;
        _startsWith = rule.StartsWith is null ? null : Encoding.UTF8.GetBytes(rule.StartsWith);
        _oneOf = rule.OneOf?.Select(Encoding.UTF8.GetBytes).ToArray();
        _numeric = rule is not { GreaterThan: null, AtLeast: null, LessThan: null, AtMost: null };
        _notANumber = $"{rule.Column} is not a number";
    }

    public int Column { get; }

    public string Reason => _rule.Reason;

    /// <summary>Applies the rule to its column's field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="bad">Why the rule cannot be applied to the row, or null.</param>
    /// <returns>Whether the row is dropped.</returns>
    public bool Drops(ReadOnlySpan<byte> field, out string? bad)
    {
        bad = null;
        field = field.Trim((byte)' ');
        double number = 0;
        if (_numeric && !FieldNumber.TryParse(field, out number))
        {
            bad = _notANumber;
            return false;
        }
        return Meets(field, number) == _rule.DropsMatches;
    }

    private bool Meets(ReadOnlySpan<byte> field, double number) =>
        (_rule.Empty is not { } empty || field.IsEmpty == empty)
        && (_startsWith is null || field.StartsWith(_startsWith))
        && (_oneOf is null || IsOneOf(field))
        && (_rule.Matches is null || IsMatch(field))
        && !(number <= _rule.GreaterThan) && !(number < _rule.AtLeast)
        && !(number >= _rule.LessThan) && !(number > _rule.AtMost);

    private bool IsOneOf(ReadOnlySpan<byte> field)
    {
        foreach (byte[] known in _oneOf!)
            if (field.SequenceEqual(known)) return true;
        return false;
    }

    private bool IsMatch(ReadOnlySpan<byte> field)
    {
        const int onStack = 256;
        Span<char> chars = field.Length <= onStack ? stackalloc char[onStack] : new char[field.Length];
        int length = Encoding.UTF8.GetChars(field, chars);
        return _rule.Matches!.IsMatch(chars[..length]);
    }
}
