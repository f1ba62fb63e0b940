namespace Recsys.Client;

/// <summary>One field of a request that the server found wrong.</summary>
/// <param name="Field">Its path, for example <c>context.country</c> or <c>interactions[3].product_id</c>.</param>
/// <param name="Description">What is wrong and how to put it right.</param>
public sealed record InvalidField(string Field, string Description);
