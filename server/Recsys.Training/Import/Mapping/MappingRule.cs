using System.Text.RegularExpressions;

namespace Recsys.Training.Import.Mapping;

/// <summary>One reason to leave a row out: it meets the condition ("drop"), or it does not ("otherwiseDrop").</summary>
public sealed record MappingRule
{
    /// <summary>The column that the condition is about.</summary>
    public required string Column { get; init; }

    /// <summary>Name the dropped rows are counted under.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether rows that meet the condition are dropped, rather than those that do not.</summary>
    public required bool DropsMatches { get; init; }

    /// <summary>Condition: the field begins with this.</summary>
    public string? StartsWith { get; init; }

    /// <summary>Condition: the field is one of these.</summary>
    public IReadOnlyList<string>? OneOf { get; init; }

    /// <summary>Condition: the field matches this expression (anywhere, unless anchored).</summary>
    public Regex? Matches { get; init; }

    /// <summary>Condition: the field is empty (true) or not empty (false).</summary>
    public bool? Empty { get; init; }

    /// <summary>Condition: the field is a number greater than this.</summary>
    public double? GreaterThan { get; init; }

    /// <summary>Condition: the field is a number of at least this.</summary>
    public double? AtLeast { get; init; }

    /// <summary>Condition: the field is a number less than this.</summary>
    public double? LessThan { get; init; }

    /// <summary>Condition: the field is a number of at most this.</summary>
    public double? AtMost { get; init; }
}
