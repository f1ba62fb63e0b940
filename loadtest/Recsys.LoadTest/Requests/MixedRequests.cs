using Google.Protobuf;
using Recsys.LoadTest.Running;
using Recsys.V1;

namespace Recsys.LoadTest.Requests;

/// <summary>
/// Requests made from ids by the mix. Everything but the id is encoded once, so that a request costs a draw and a copy.
/// </summary>
internal sealed class MixedRequests : IRequestSource
{
    // Both messages begin with the id they ask about: field 1, a string.
    private const byte IdTag = 0x0A;
    private const int MaxLengthBytes = 3;

    private readonly LoadMix _mix;
    private readonly CounterRandom _random;
    private readonly IdList _customers;
    private readonly IdList? _products;
    private readonly ZipfSampler _customer;
    private readonly ZipfSampler? _product;
    private readonly byte[] _recommend;
    private readonly byte[] _similar;
    private readonly InteractionBatches? _batches;

    /// <summary>Prepares the requests of a step.</summary>
    public MixedRequests(LoadTestOptions options, int candidateCount, int pageSize, InteractionBatches? batches)
    {
        (_mix, _customers, _products, _batches) = (options.Mix, options.Customers, options.Products, batches);
        _random = new CounterRandom(options.Seed ^ 0x31A7);
        _customer = new ZipfSampler(Math.Max(_customers.Count, 1), options.CustomerZipf, options.Seed);
        if (_products is not null) _product = new ZipfSampler(_products.Count, options.ProductZipf, options.Seed + 1);
        _recommend = new RecommendForUserRequest
        {
            CandidateCount = candidateCount, PageSize = pageSize, View = RecommendationView.Basic,
        }.ToByteArray();
        _similar = new SimilarProductsRequest
        {
            CandidateCount = candidateCount, PageSize = pageSize, View = RecommendationView.Basic,
        }.ToByteArray();
    }

    /// <inheritdoc/>
    public LoadMethod MethodOf(long number) => _mix.At(_random.Uniform(number));

    /// <inheritdoc/>
    public void Fill(LoadCall call, long number)
    {
        call.Method = MethodOf(number);
        switch (call.Method)
        {
            case LoadMethod.RecommendForUser:
                Write(call, _customers, _customer.At(number), _recommend);
                break;
            case LoadMethod.SimilarProducts:
                Write(call, _products!, _product!.At(number), _similar);
                break;
            default:
                _batches!.Write(call, number);
                break;
        }
    }

    private static void Write(LoadCall call, IdList ids, int index, byte[] rest)
    {
        int room = 1 + MaxLengthBytes + IdList.MaxIdBytes + rest.Length;
        if (call.Buffer.Length < room) call.Buffer = new byte[room];
        Span<byte> id = stackalloc byte[IdList.MaxIdBytes];
        int length = ids.Write(index, id);
        var into = call.Buffer.AsSpan();
        into[0] = IdTag;
        int at = 1;
        for (int left = length; ; left >>= 7)
        {
            into[at++] = (byte)(left < 0x80 ? left : left & 0x7F | 0x80);
            if (left < 0x80) break;
        }
        id[..length].CopyTo(into[at..]);
        rest.CopyTo(into[(at + length)..]);
        call.Length = at + length + rest.Length;
    }
}
