using System.CommandLine;
using Recsys.Pipeline.Features;

namespace Recsys.Cli.Commands;

/// <summary>`--ranker KIND`.</summary>
internal static class RankerOption
{
    public static Option<string> Create() => new("--ranker")
    {
        Description = $"Kind of the ranker: {string.Join(", ", RankerKinds.Names)}.",
        HelpName = "KIND",
        DefaultValueFactory = _ => RankerKinds.NameOf(RankerDescription.Standard.Kind),
    };

    public static RankerDescription Parse(string name) => RankerDescription.Of(ParseKind("--ranker", name));

    public static RankerKind ParseKind(string option, string name) => RankerKinds.TryParse(name, out var kind)
        ? kind
        : throw new CommandException(
            $"{option}: there is no kind '{name}'; there are {string.Join(", ", RankerKinds.Names)}",
            ExitCode.WrongArguments);
}
