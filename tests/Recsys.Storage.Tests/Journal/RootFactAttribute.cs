using System.Diagnostics;

namespace Recsys.Storage.Tests.Journal;

/// <summary>A test that mounts a file system of its own: skipped, and shown as such, where the user may not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!MayMount()) Skip = "Mounting a small file system needs root.";
    }

    private static bool MayMount()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") return false;
        var probe = Directory.CreateTempSubdirectory("recsys-mount-");
        try
        {
            if (!Succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe.FullName)) return false;
            return Succeeds("umount", probe.FullName);
        }
        finally
        {
            probe.Delete();
        }
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
