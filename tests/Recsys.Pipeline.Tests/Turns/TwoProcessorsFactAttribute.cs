namespace Recsys.Pipeline.Tests.Turns;

/// <summary>A test that needs Linux and two processors.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TwoProcessorsFactAttribute : FactAttribute
{
    public TwoProcessorsFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2) Skip = "Needs Linux and two processors.";
    }
}
