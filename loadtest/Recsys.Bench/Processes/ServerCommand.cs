namespace Recsys.Bench.Processes;

/// <summary>How to start the `recsys` command as a process of its own.</summary>
/// <param name="Program">The program, for example dotnet.</param>
/// <param name="Arguments">What stands before the verb, for example the path of recsys.dll.</param>
public sealed record ServerCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The command of an assembly, run by the dotnet that runs this process.</summary>
    /// <param name="assemblyPath">Path of recsys.dll.</param>
    public static ServerCommand OfAssembly(string assemblyPath)
    {
        string program = Environment.ProcessPath is { } path
            && System.IO.Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        return new ServerCommand(program, [assemblyPath]);
    }
}
