namespace Grpc.Core;

/// <summary>Which API this assembly offers.</summary>
public static class VersionInfo
{
    /// <summary>Version of the API, in the assembly's identity.</summary>
    public const string CurrentAssemblyVersion = "2.0.0.0";

    /// <summary>Version in the assembly's file.</summary>
    public const string CurrentAssemblyFileVersion = "2.85.0.0";

    /// <summary>Version of the packages it stands beside.</summary>
    public const string CurrentVersion = "2.85.0";
}
