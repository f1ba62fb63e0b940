namespace Recsys.Models.Repository;

/// <summary>A version that was not used, and why.</summary>
/// <param name="Name">Name of the version, or <c>CURRENT</c> when that file itself is damaged.</param>
/// <param name="Reason">One line that names the file and what is wrong with it.</param>
public sealed record RefusedVersion(string Name, string Reason);
