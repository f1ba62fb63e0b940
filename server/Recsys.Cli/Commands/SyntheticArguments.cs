using System.CommandLine;
using System.Globalization;
using Recsys.Cli.Terminal;
using Recsys.Synthetic;

namespace Recsys.Cli.Commands;

/// <summary>What commands that make synthetic shops can be told of them.</summary>
internal sealed class SyntheticArguments
{
    public Option<DirectoryInfo?> Folder { get; } = new("--shop")
    {
        Description = "Folder of the synthetic shop, made where it is not there and kept "
            + "(default: one for each shape under artifacts/synthetic in the checkout).",
        HelpName = "DIR",
    };

    public Option<SyntheticRanker> Ranker { get; } = new("--ranker")
    {
        Description = "Ranker of the synthetic model: reference is a DLRM d 64 with 512-256-64 and 512-256-1 over "
            + "10 numbers and 20 ids, standard what train makes.",
        HelpName = "SHAPE",
        DefaultValueFactory = _ => SyntheticRanker.Reference,
    };

    public Option<ulong> Seed { get; } = new("--shop-seed")
    {
        Description = "Seed of the synthetic shop.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public IEnumerable<Option> Options => [Folder, Ranker, Seed];

    /// <summary>Where the shop of a shape lies.</summary>
    public string FolderOf(ParseResult parsed, SyntheticShape shape) =>
        parsed.GetValue(Folder)?.FullName
        ?? Path.Combine(RecsysPaths.Home, "artifacts", "synthetic", shape.Name);

    /// <summary>The shape of so many products and customers.</summary>
    public SyntheticShape ShapeOf(ParseResult parsed, int products, int customers) => new SyntheticShape
    {
        Products = products,
        Customers = customers,
        Ranker = parsed.GetValue(Ranker),
        Seed = parsed.GetValue(Seed),
    }.Checked();

    /// <summary>Opens a shop, or makes it with progress on standard error.</summary>
    public Task<SyntheticShop> OpenOrMakeAsync(
        ParseResult parsed, SyntheticShape shape, CancellationToken cancellation) =>
        OpenOrMakeAsync(FolderOf(parsed, shape), shape, cancellation);

    /// <summary>Opens a folder's shop, or makes it with progress on standard error.</summary>
    public static async Task<SyntheticShop> OpenOrMakeAsync(
        string folder, SyntheticShape shape, CancellationToken cancellation)
    {
        try
        {
            return await ProgressDisplay.RunAsync(progress => SyntheticShop.OpenOrMakeAsync(
                folder, shape, progress: new Steps(progress), cancellation: cancellation));
        }
        catch (SyntheticException error)
        {
            throw new CommandException(error.Message);
        }
    }

    /// <summary>Customers of a shop where nobody says: as many for each product as Ali-CCP has.</summary>
    public static int CustomersFor(int products) => Math.Max(1, (int)(products * 615_599L / 5_142_585));

    /// <summary>A whole number with or without separators.</summary>
    public static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number);

    private sealed class Steps(IProgress<ProgressStep> to) : IProgress<SyntheticProgress>
    {
        public void Report(SyntheticProgress value) => to.Report(new(value.Stage, value.Fraction, value.Detail));
    }
}
