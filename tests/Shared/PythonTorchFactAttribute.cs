namespace Recsys.Tests.Shared;

/// <summary>A test that needs Debian's python3-torch, and is skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonTorchFactAttribute : FactAttribute
{
    public const string Interpreter = "/usr/bin/python3";

    public PythonTorchFactAttribute()
    {
        if (!File.Exists(Interpreter) || !Directory.Exists("/usr/lib/python3/dist-packages/torch"))
            Skip = "needs python3-torch; without it a golden file is checked (PythonInterchangeTests)";
    }
}
