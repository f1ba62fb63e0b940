namespace Grpc.Core;

/// <summary>A method of a service, without its message types.</summary>
public interface IMethod
{
    /// <summary>How many messages go each way.</summary>
    MethodType Type { get; }

    /// <summary>Full name of the service, for example "recsys.v1.ProductService".</summary>
    string ServiceName { get; }

    /// <summary>Name of the method alone.</summary>
    string Name { get; }

    /// <summary>Path on the wire: "/service/method".</summary>
    string FullName { get; }
}
