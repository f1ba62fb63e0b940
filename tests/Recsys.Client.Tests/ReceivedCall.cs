using Grpc.Core;

namespace Recsys.Client.Tests;

/// <summary>What of a call is looked at after it ended, when its context is gone.</summary>
internal sealed record ReceivedCall(DateTime Deadline, Metadata Headers);
