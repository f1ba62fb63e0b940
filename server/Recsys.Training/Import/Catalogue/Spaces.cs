using System.Text;

namespace Recsys.Training.Import.Catalogue;

/// <summary>White space in titles.</summary>
internal static class Spaces
{
    /// <summary>Cuts white space off both ends and makes each run inside one space.</summary>
    public static string Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            bool space = char.IsWhiteSpace(c) || char.IsControl(c);
            if (!space) collapsed.Append(c);
            else if (collapsed.Length > 0 && collapsed[^1] != ' ') collapsed.Append(' ');
        }
        return collapsed.ToString().TrimEnd();
    }
}
