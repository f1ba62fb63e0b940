namespace Recsys.Site.Highlighting;

/// <summary>What tells the words of a language apart, as far as highlighting needs it.</summary>
internal sealed record Language
{
    /// <summary>Words of the language itself.</summary>
    public required IReadOnlySet<string> Keywords { get; init; }

    /// <summary>What begins a comment that ends with its line.</summary>
    public IReadOnlyList<string> LineComments { get; init; } = [];

    /// <summary>Whether <c>/* … */</c> is a comment.</summary>
    public bool HasBlockComments { get; init; }

    /// <summary>Marks that begin and end a text.</summary>
    public string Quotes { get; init; } = "\"'";

    /// <summary>Whether a word that begins with a capital names a type.</summary>
    public bool CapitalsAreTypes { get; init; }

    /// <summary>Whether <c>$name</c> is a variable.</summary>
    public bool HasDollarVariables { get; init; }
}
