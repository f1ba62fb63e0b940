using System.Text;
using Grpc.Core;

namespace Recsys.LoadTest.Targets;

/// <summary>What goes with calls and comes back with them beside messages.</summary>
internal static class CallMetadata
{
    /// <summary>Asks the server to tell its own times with the answer.</summary>
    public const string TimingRequest = "recsys-timing";

    /// <summary>Metadata of a call.</summary>
    public static Metadata Of(string? apiKey)
    {
        var metadata = new Metadata();
        if (apiKey is not null) metadata.Add("authorization", $"Bearer {apiKey}");
        return metadata;
    }

    /// <summary>A status as the gRPC documentation writes it, for example DEADLINE_EXCEEDED.</summary>
    public static string NameOf(StatusCode status)
    {
        string pascal = status.ToString();
        var name = new StringBuilder(pascal.Length + 4);
        for (int i = 0; i < pascal.Length; i++)
        {
            if (i > 0 && char.IsUpper(pascal[i]) && !char.IsUpper(pascal[i - 1])) name.Append('_');
            name.Append(char.ToUpperInvariant(pascal[i]));
        }
        return name.ToString();
    }
}
