using System.CommandLine;
using Recsys.Server.Fronts.Json.OpenApi;

namespace Recsys.Cli.Commands;

/// <summary>`recsys openapi`: the document that describes plain HTTP.</summary>
internal static class OpenApiCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo?>("FILE")
        {
            Description = "Where to write it (default: standard output).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "openapi", "Write the OpenAPI 3.1 document of plain HTTP, made from the contract; a server has it at "
            + "/openapi.json.") { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(file) is { } target)
            {
                await File.WriteAllBytesAsync(target.FullName, OpenApiDocument.Utf8, cancellation);
                return ExitCode.Success;
            }
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(OpenApiDocument.Utf8, cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}
