using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Recsys.Standard.Health;
using Recsys.V1;

namespace Recsys.Client.Conformance;

/// <summary>Every method of the contract and of the health service, by its full name.</summary>
internal static class Methods
{
    private static readonly Dictionary<string, MethodDescriptor> All = new ServiceDescriptor[]
    {
        RecommendationService.Descriptor, InteractionService.Descriptor, ProductService.Descriptor,
        CustomerService.Descriptor, ModelService.Descriptor, OperationsService.Descriptor, Health.Descriptor,
    }.SelectMany(service => service.Methods).ToDictionary(method => $"{method.Service.FullName}/{method.Name}");

    public static (MessageDescriptor Input, Method<IMessage, IMessage> Method) Find(string name)
    {
        if (!All.TryGetValue(name, out var method)) throw new UnsupportedException($"no generated method '{name}'");
        var type = (method.IsClientStreaming, method.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (false, true) => MethodType.ServerStreaming,
            (true, false) => MethodType.ClientStreaming,
            (true, true) => MethodType.DuplexStreaming,
        };
        return (method.InputType, new Method<IMessage, IMessage>(
            type, method.Service.FullName, method.Name, Bytes(method.InputType), Bytes(method.OutputType)));
    }

    private static Marshaller<IMessage> Bytes(MessageDescriptor type) =>
        Marshallers.Create<IMessage>(message => message.ToByteArray(), bytes => type.Parser.ParseFrom(bytes));
}
