namespace Recsys.Site;

/// <summary>A heading that can be linked to.</summary>
/// <param name="Level">2 for a section of the page, 3 for one below it.</param>
/// <param name="Id">Its anchor.</param>
/// <param name="Text">What it says.</param>
internal sealed record PageHeading(int Level, string Id, string Text);
