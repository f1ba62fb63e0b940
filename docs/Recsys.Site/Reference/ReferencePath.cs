namespace Recsys.Site.Reference;

/// <summary>Where the pages of the contract's reference lie.</summary>
internal static class ReferencePath
{
    /// <summary>The list of all services and types.</summary>
    public const string Index = "reference/index.html";

    /// <summary>Every reason of an error.</summary>
    public const string Errors = "reference/errors.html";

    /// <summary>Every call by plain HTTP.</summary>
    public const string Http = "reference/http.html";

    /// <summary>The page of one file of the contract, such as <c>recsys/v1/product_service.proto</c>.</summary>
    public static string OfFile(string proto) =>
        $"reference/{Path.GetFileNameWithoutExtension(proto).Replace('_', '-')}.html";
}
