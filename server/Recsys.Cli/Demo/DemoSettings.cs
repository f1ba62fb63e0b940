namespace Recsys.Cli.Demo;

/// <summary>What the demo was asked to do.</summary>
/// <param name="Folder">Where its store and models are kept.</param>
/// <param name="Once">Whether it ends after one question.</param>
/// <param name="Json">Whether the answer is printed as JSON.</param>
/// <param name="Port">Port on 127.0.0.1; 0 takes a free one.</param>
/// <param name="CustomerId">Customer to recommend for.</param>
/// <param name="ProductId">Product to find similar ones of.</param>
internal sealed record DemoSettings(string Folder, bool Once, bool Json, int Port, string CustomerId, string ProductId)
{
    public string DataDirectory => Path.Combine(Folder, "data");

    public string ModelsDirectory => Path.Combine(Folder, "models");

    /// <summary>What the sample's customers did after what is imported.</summary>
    public string HeldOutFile => Path.Combine(Folder, "held-out.jsonl");
}
