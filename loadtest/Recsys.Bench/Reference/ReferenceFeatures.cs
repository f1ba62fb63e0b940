using System.Globalization;
using System.Text;
using Recsys.Bench.Redis;
using Recsys.Synthetic.Reference;

namespace Recsys.Bench.Reference;

/// <summary>Puts exported features into Redis: one hash for each entity, one field for each feature or group.</summary>
internal static class ReferenceFeatures
{
    // Commands sent before their replies are read: enough to keep Redis busy, little enough for the socket's buffers.
    private const int InFlight = 512;
    private const int ValueBytes = sizeof(int);

    /// <summary>Fills a Redis from a folder that <see cref="ReferenceLayout"/> describes.</summary>
    public static void Load(
        string folder, ReferenceLayout layout, string socket, IProgress<BenchStep> progress,
        CancellationToken cancellation)
    {
        using var redis = new RespConnection(socket);
        byte[][] fields =
        [
            .. Enumerable.Range(0, layout.ItemIds).Select(place => Encoding.ASCII.GetBytes(Invariant($"i{place}"))),
            "a"u8.ToArray(),
        ];
        var sender = new Sender(redis, cancellation);
        byte[] row = new byte[layout.ItemWidth * ValueBytes];
        using (var items = Open(folder, ReferenceExport.ItemsFile, layout.Products, row.Length))
        {
            for (int product = 0; product < layout.Products; product++)
            {
                items.ReadExactly(row);
                redis.Begin(2 + (2 * fields.Length));
                redis.Part("HSET"u8);
                redis.Part(Encoding.ASCII.GetBytes(Invariant($"i:{product}")));
                for (int i = 0; i < fields.Length; i++)
                {
                    redis.Part(fields[i]);
                    redis.Part(row.AsSpan(i * ValueBytes, ValueBytes));
                }
                sender.Sent();
                if ((product & 0xFFFF) == 0)
                    progress.Report(new BenchStep("features of products", (double)product / layout.Products));
            }
        }
        LoadUsers(folder, layout, redis, sender, progress);
        sender.Finish();
    }

    private static void LoadUsers(
        string folder, ReferenceLayout layout, RespConnection redis, Sender sender, IProgress<BenchStep> progress)
    {
        byte[] row = new byte[layout.UserWidth * ValueBytes];
        int dense = layout.UserDense * ValueBytes, ids = layout.UserIds * ValueBytes;
        using var users = Open(folder, ReferenceExport.UsersFile, layout.Customers, row.Length);
        int done = 0;
        string names = Path.Combine(folder, ReferenceExport.CustomersFile);
        foreach (string customer in File.ReadLines(names).Take(layout.Customers))
        {
            users.ReadExactly(row);
            redis.Begin(8);
            redis.Part("HSET"u8);
            redis.Part(Encoding.UTF8.GetBytes($"u:{customer}"));
            redis.Part("dense"u8);
            redis.Part(row.AsSpan(0, dense));
            redis.Part("ids"u8);
            redis.Part(row.AsSpan(dense, ids));
            redis.Part("tower"u8);
            redis.Part(row.AsSpan(dense + ids));
            sender.Sent();
            if ((++done & 0x3FFF) == 0)
                progress.Report(new BenchStep("features of customers", (double)done / layout.Customers));
        }
    }

    private static FileStream Open(string folder, string name, int rows, int rowBytes)
    {
        var file = new FileStream(
            Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        if (file.Length == (long)rows * rowBytes) return file;
        long length = file.Length;
        file.Dispose();
        throw new BenchException($"{name} has {length} bytes, {(long)rows * rowBytes} were expected: export it anew.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Sender(RespConnection redis, CancellationToken cancellation)
    {
        private int _waiting;

        public void Sent()
        {
            if (++_waiting == InFlight) Finish();
        }

        public void Finish()
        {
            cancellation.ThrowIfCancellationRequested();
            redis.Flush();
            for (; _waiting > 0; _waiting--) redis.ReadNumber();
        }
    }
}
