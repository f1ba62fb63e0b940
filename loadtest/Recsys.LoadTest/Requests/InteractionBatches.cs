using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Recsys.LoadTest.Running;
using Recsys.V1;

namespace Recsys.LoadTest.Requests;

/// <summary>
/// Batches of interactions as a shop's client sends them: views, clicks, carts and purchases of customers and products
/// that come by the Zipf laws. Encoded once; each use gets ids of its own, since the server counts an id once.
/// </summary>
internal sealed class InteractionBatches
{
    // Enough that the server does not see the same few customers over and over, few enough to be made in no time.
    private const int Variety = 256;
    private const int CounterDigits = 16;

    private readonly (byte[] Message, int[] IdEnds)[] _batches = new (byte[], int[])[Variety];
    private readonly int _size;
    private long _next;

    /// <summary>Prepares them.</summary>
    /// <param name="options">Customers, products, their laws, the seed and the size of a batch.</param>
    /// <param name="run">Begins every id, up to 40 characters: another run has another.</param>
    /// <param name="now">When the interactions happened.</param>
    public InteractionBatches(LoadTestOptions options, string run, DateTimeOffset now)
    {
        _size = options.BatchSize;
        var products = options.Products ?? throw new ArgumentException("Interactions are about products.");
        var customer = new ZipfSampler(options.Customers.Count, options.CustomerZipf, options.Seed + 2);
        var product = new ZipfSampler(products.Count, options.ProductZipf, options.Seed + 3);
        var random = new CounterRandom(options.Seed + 4);
        var time = Timestamp.FromDateTimeOffset(now);
        for (int i = 0; i < Variety; i++)
        {
            var batch = new IngestInteractionsRequest();
            for (int k = 0; k < _size; k++)
            {
                long number = (long)i * _size + k;
                batch.Interactions.Add(Interaction(
                    run, options.Customers[customer.At(number)], products[product.At(number)],
                    random.Uniform(number), time));
            }
            _batches[i] = Prepare(batch, run);
        }
    }

    /// <summary>Puts a batch with new ids into a call.</summary>
    public void Write(LoadCall call, long number)
    {
        var (message, ends) = _batches[number % Variety];
        if (call.Buffer.Length < message.Length) call.Buffer = new byte[message.Length];
        message.CopyTo(call.Buffer, 0);
        call.Length = message.Length;
        long id = Interlocked.Add(ref _next, _size) - _size;
        foreach (int end in ends)
        {
            var digits = call.Buffer.AsSpan(end - CounterDigits, CounterDigits);
            id++.TryFormat(digits, out _, "x16", CultureInfo.InvariantCulture);
        }
    }

    private static Interaction Interaction(
        string run, string customerId, string productId, double draw, Timestamp time)
    {
        var type = draw switch
        {
            < 0.70 => InteractionType.View,
            < 0.85 => InteractionType.Click,
            < 0.95 => InteractionType.AddToCart,
            _ => InteractionType.Purchase,
        };
        var interaction = new Interaction
        {
            Id = run + new string('0', CounterDigits), CustomerId = customerId, ProductId = productId, Type = type,
            EventTime = time,
        };
        if (type == InteractionType.View) interaction.DwellMs = 1 + (int)(draw * 50_000);
        if (type == InteractionType.Purchase) (interaction.Quantity, interaction.Price) = (1, 19.9);
        return interaction;
    }

    private static (byte[] Message, int[] IdEnds) Prepare(IngestInteractionsRequest batch, string run)
    {
        byte[] message = batch.ToByteArray();
        byte[] id = System.Text.Encoding.UTF8.GetBytes(run + new string('0', CounterDigits));
        var ends = new int[batch.Interactions.Count];
        int from = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            from += message.AsSpan(from).IndexOf(id) + id.Length;
            ends[i] = from;
        }
        return (message, ends);
    }
}
