using Recsys.Storage.Native;
using System.Runtime.InteropServices;
using Recsys.Storage.State;

namespace Recsys.Storage.Tests.State;

public sealed class FileDeviceTests : IDisposable
{
    private const int Length = 256 << 10;
    private readonly TempFolder _folder = new();
    private readonly nint _target = Marshal.AllocHGlobal(Length);

    public FileDeviceTests() => File.WriteAllBytes(
        Path.Combine(_folder.Path, "log.0"), [.. Enumerable.Range(0, Length).Select(at => (byte)(at >> 9))]);

    public void Dispose()
    {
        Marshal.FreeHGlobal(_target);
        _folder.Dispose();
    }

    [Fact]
    public async Task ReadAsync_RecordTheSystemHasInMemory_IsThereOnReturn()
    {
        using var device = new FileDevice(Path.Combine(_folder.Path, "log"), new DeviceFaults(), TransferThreads.State);
        bool atOnce = false;
        // The system may have needed the memory for something else; what was just read is there again.
        for (int i = 0; i < 100 && !atOnce; i++)
        {
            var reading = ReadAsync(device, 512 * 7, 1024);
            atOnce = reading.IsCompleted;
            Assert.Equal((0u, 1024u), await reading);
        }

        // Some file systems have no reads that do not wait.
        Assert.True(atOnce || CachedRead.IsRefused);
        Assert.Equal((7, 8), (Marshal.ReadByte(_target), Marshal.ReadByte(_target, 512)));
    }

    [Theory]
    [InlineData(0, Length, 0)]
    [InlineData(Length - 512, 1024, 255)]
    public async Task ReadAsync_PageOrBeyondTheEnd_IsReadByThreadsThatWait(int offset, int bytes, byte first)
    {
        using var device = new FileDevice(Path.Combine(_folder.Path, "log"), new DeviceFaults(), TransferThreads.State);

        var (error, read) = await ReadAsync(device, offset, bytes);

        Assert.Equal((0u, (uint)bytes), (error, read));
        Assert.Equal(first, Marshal.ReadByte(_target));
        // What was never written is zeros.
        Assert.Equal(offset == 0 ? 255 : 0, Marshal.ReadByte(_target, bytes == Length ? bytes - 1 : 512));
    }

    [Fact]
    public async Task ReadAsync_OfAClosedDevice_SaysSo()
    {
        var device = new FileDevice(Path.Combine(_folder.Path, "log"), new DeviceFaults(), TransferThreads.State);
        device.Dispose();

        var (error, read) = await ReadAsync(device, 0, 512);

        Assert.NotEqual(0u, error);
        Assert.Equal(0u, read);
    }

    private Task<(uint Error, uint Bytes)> ReadAsync(FileDevice device, int offset, int bytes)
    {
        var done = new TaskCompletionSource<(uint, uint)>(TaskCreationOptions.RunContinuationsAsynchronously);
        device.ReadAsync(
            0, (ulong)offset, _target, (uint)bytes, (error, read, _) => done.SetResult((error, read)), null!);
        return done.Task;
    }
}
