using Google.Protobuf.Reflection;
using Grpc.Core;
using Recsys.Standard.Reflection;
using static Recsys.Standard.Reflection.ServerReflectionRequest;

namespace Recsys.Server.Reflection;

/// <summary>Answers the questions of the reflection protocol.</summary>
internal sealed class ReflectionAnswers(DescriptorCatalogue catalogue)
{
    public ServerReflectionResponse Answer(ServerReflectionRequest question)
    {
        var answer = question.MessageRequestCase switch
        {
            MessageRequestOneofCase.FileByFilename =>
                File(catalogue.FileByName(question.FileByFilename), "file", question.FileByFilename),
            MessageRequestOneofCase.FileContainingSymbol =>
                File(catalogue.FileOf(question.FileContainingSymbol), "symbol", question.FileContainingSymbol),
            MessageRequestOneofCase.ListServices => ListServices(),
            MessageRequestOneofCase.AllExtensionNumbersOfType => Extensions(question.AllExtensionNumbersOfType),
            // proto3 messages have no extensions, and the contract defines none for options.
            MessageRequestOneofCase.FileContainingExtension =>
                Error(StatusCode.NotFound, "This server knows no extensions."),
            _ => Error(StatusCode.InvalidArgument, "The question is empty: set one field of message_request."),
        };
        answer.ValidHost = question.Host;
        answer.OriginalRequest = question;
        return answer;
    }

    private ServerReflectionResponse ListServices()
    {
        var list = new ListServiceResponse();
        foreach (string name in catalogue.Services) list.Service.Add(new ServiceResponse { Name = name });
        return new ServerReflectionResponse { ListServicesResponse = list };
    }

    private static ServerReflectionResponse File(FileDescriptor? file, string kind, string name)
    {
        if (file is null) return Error(StatusCode.NotFound, $"This server knows no {kind} '{name}'.");
        var answer = new FileDescriptorResponse();
        answer.FileDescriptorProto.AddRange(DescriptorCatalogue.WithImports(file));
        return new ServerReflectionResponse { FileDescriptorResponse = answer };
    }

    private ServerReflectionResponse Extensions(string type) => catalogue.HasMessage(type)
        ? new ServerReflectionResponse
        {
            AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = type },
        }
        : Error(StatusCode.NotFound, $"This server knows no message '{type}'.");

    private static ServerReflectionResponse Error(StatusCode code, string message) => new()
    {
        ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message },
    };
}
