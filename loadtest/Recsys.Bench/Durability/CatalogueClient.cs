using System.Globalization;
using Grpc.Core;
using Recsys.Client;
using Recsys.V1;

namespace Recsys.Bench.Durability;

/// <summary>
/// Writes products and customers, one call at a time: new texts for those that interactions are about, and products of
/// its own that come and go.
/// </summary>
internal sealed class CatalogueClient(RecsysClient client, DurabilityOptions options, RecordLedger products,
    RecordLedger customers) : IDurabilityClient
{
    private const int Wanderers = 50;
    private readonly Random _random = new(options.Seed);
    private int _version;

    /// <summary>Makes every product that interactions are about.</summary>
    public async Task CreateProductsAsync(IProgress<double> progress, CancellationToken cancellation)
    {
        for (int i = 0; i < options.Products; i++)
        {
            await PutProductAsync(InteractionPlan.ProductId(i), cancellation).ConfigureAwait(false);
            progress.Report((i + 1.0) / options.Products);
        }
    }

    public async Task RunAsync(ServerGate gate, CancellationToken end, CancellationToken cancellation)
    {
        while (!end.IsCancellationRequested)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                await WriteOneAsync(cancellation).ConfigureAwait(false);
            }
            catch (RpcException) when (!cancellation.IsCancellationRequested)
            {
                await Task.Delay(5, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteOneAsync(CancellationToken cancellation)
    {
        string wanderer = string.Create(CultureInfo.InvariantCulture, $"w{_random.Next(Wanderers)}");
        switch (_random.Next(4))
        {
            case 0:
                await PutProductAsync(
                    InteractionPlan.ProductId(_random.Next(options.Products)), cancellation).ConfigureAwait(false);
                break;
            case 1:
                await PutCustomerAsync(
                    InteractionPlan.CustomerId(_random.Next(options.Customers)), cancellation).ConfigureAwait(false);
                break;
            case 2:
                await PutProductAsync(wanderer, cancellation).ConfigureAwait(false);
                break;
            default:
                products.Begin(wanderer, null);
                await client.Products.DeleteProductAsync(
                    new DeleteProductRequest { ProductId = wanderer, AllowMissing = true },
                    cancellationToken: cancellation).ConfigureAwait(false);
                products.Acknowledge(wanderer);
                break;
        }
    }

    private async Task PutProductAsync(string id, CancellationToken cancellation)
    {
        string text = NextText();
        products.Begin(id, text);
        var product = new Product { Id = id, Title = text, Price = 1, Categories = { "c" + id[^1] }, Brand = "b" };
        await client.Products.UpdateProductAsync(
            new UpdateProductRequest { Product = product, AllowMissing = true },
            cancellationToken: cancellation).ConfigureAwait(false);
        products.Acknowledge(id);
    }

    private async Task PutCustomerAsync(string id, CancellationToken cancellation)
    {
        string text = NextText();
        customers.Begin(id, text);
        await client.Customers.UpdateCustomerAsync(
            new UpdateCustomerRequest
            {
                Customer = new Customer { Id = id, DisplayName = text }, AllowMissing = true,
            },
            cancellationToken: cancellation).ConfigureAwait(false);
        customers.Acknowledge(id);
    }

    private string NextText() => string.Create(CultureInfo.InvariantCulture, $"version {++_version}");
}
