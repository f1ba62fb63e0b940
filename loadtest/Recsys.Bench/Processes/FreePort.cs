using System.Net;
using System.Net.Sockets;

namespace Recsys.Bench.Processes;

/// <summary>A port on 127.0.0.1 for a server that comes back on it again and again.</summary>
public static class FreePort
{
    // Below the range the kernel takes outgoing ports from: a client that calls a port nobody listens on may otherwise
    // be given that very port, and then talks to itself.
    private const int First = 20_000, Last = 32_000;

    /// <summary>Takes one.</summary>
    /// <exception cref="BenchException">A hundred tries found none.</exception>
    public static int Take()
    {
        for (int i = 0; i < 100; i++)
        {
            int port = Random.Shared.Next(First, Last);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next.
            }
        }
        throw new BenchException($"No free port found on 127.0.0.1 between {First} and {Last}.");
    }
}
