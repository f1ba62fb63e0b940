using Recsys.Server.Training;

namespace Recsys.Cli;

/// <summary>This command, as other processes are started with it.</summary>
internal static class OwnProgram
{
    /// <summary>What a server trains with when it is called to.</summary>
    public static TrainingProgram Training
    {
        get
        {
            string executable = Environment.ProcessPath
                ?? throw new InvalidOperationException("The system does not tell which program this is.");
            // The launcher runs the assembly by the runtime's own executable.
            bool byRuntime = Path.GetFileNameWithoutExtension(executable) == "dotnet";
            return new TrainingProgram(executable, byRuntime ? [typeof(OwnProgram).Assembly.Location] : []);
        }
    }
}
