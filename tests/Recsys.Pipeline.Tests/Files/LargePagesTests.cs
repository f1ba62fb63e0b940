using System.Globalization;
using System.Runtime.InteropServices;
using Recsys.Pipeline.Files;

namespace Recsys.Pipeline.Tests.Files;

public sealed class LargePagesTests
{
    private static readonly string[] Maps =
    [
        "1000-2000 r-xp 00000000 fd:00 7 /usr/lib/some library.so",
        "2000-3000 rw-p 00000000 00:00 0 ",
        "3000-9000 ---p 00000000 00:00 0 ",
        "a000-b000 rw-p 00000000 00:00 0 ",
        "b000-c000 rw-p 00000000 00:00 0                          [heap]",
        "c000-d000 rw-p 00000000 00:00 0 ",
        "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]",
    ];

    [Theory]
    [InlineData(0x2000, 0x2000, 0x9000)]
    [InlineData(0x8fff, 0x2000, 0x9000)]
    [InlineData(0xa800, 0xa000, 0xb000)]
    [InlineData(0xc000, 0xc000, 0xd000)]
    [InlineData(0x1000, 0, 0)]
    [InlineData(0xb000, 0, 0)]
    [InlineData(0x9000, 0, 0)]
    public void RangeOf_Address_IsWhatLiesAroundItWithoutAGapOrAName(long address, long from, long until) =>
        Assert.Equal((from, until), LargePages.RangeOf(Maps, address));

    [Fact]
    public void AdviseHeap_ArrayAllocatedLater_LiesWhereItWasTaken()
    {
        long taken = LargePages.AdviseHeap();
        byte[] large = GC.AllocateUninitializedArray<byte>(8 << 20, pinned: true);

        // A system that is built without such pages takes no advice at all.
        Assert.Equal(taken > 0, IsAdvised(Marshal.UnsafeAddrOfPinnedArrayElement(large, 4 << 20)));
        Assert.Equal(Directory.Exists("/sys/kernel/mm/transparent_hugepage"), taken > 0);
        GC.KeepAlive(large);
    }

    [Fact]
    public void Advise_BlockOutsideOfTheHeap_IsTakenForAllOfIt()
    {
        nint block = Marshal.AllocHGlobal(8 << 20);

        bool taken = LargePages.Advise(block, 8 << 20);

        Assert.Equal(Directory.Exists("/sys/kernel/mm/transparent_hugepage"), taken);
        Assert.Equal(taken, IsAdvised(block));
        Assert.Equal(taken, IsAdvised(block + (8 << 20) - 1));
        Assert.False(LargePages.Advise(block, 0));
        Marshal.FreeHGlobal(block);
    }

    // The kernel's word for it is the flag hg of the mapping.
    private static bool IsAdvised(nint address)
    {
        if (!File.Exists("/proc/self/smaps")) return false;
        bool inside = false;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            int dash = line.IndexOf('-', StringComparison.Ordinal), space = line.IndexOf(' ', StringComparison.Ordinal);
            if (dash > 0 && dash < space && TryHex(line[..dash], out ulong from)
                && TryHex(line[(dash + 1)..space], out ulong until))
            {
                inside = from <= (ulong)address && (ulong)address < until;
            }
            else if (inside && line.StartsWith("VmFlags:", StringComparison.Ordinal))
                return line.Split(' ').Contains("hg");
        }
        return false;
    }

    private static bool TryHex(string digits, out ulong value) =>
        ulong.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out value);
}
