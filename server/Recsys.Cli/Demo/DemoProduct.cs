namespace Recsys.Cli.Demo;

/// <summary>One product of an answer, as the demo prints it.</summary>
internal sealed record DemoProduct(string ProductId, string Title, double Price, float Score);
