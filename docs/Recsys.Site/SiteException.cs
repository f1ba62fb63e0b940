namespace Recsys.Site;

/// <summary>A page that cannot be made, said in a way that its author can mend it.</summary>
/// <param name="message">What is wrong and where.</param>
internal sealed class SiteException(string message) : Exception(message);
