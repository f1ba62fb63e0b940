using System.Buffers.Binary;
using FASTER.core;
using Microsoft.Win32.SafeHandles;
using Recsys.Pipeline.Checksums;
using Recsys.Storage.Native;
using Recsys.Storage.Records;

namespace Recsys.Storage.Journal;

/// <summary>
/// Where FasterLog notes how far it is committed: one file of two slots written in turn, so that a torn write leaves
/// the commit before. The file never grows, so a full disk cannot stop a commit whose data is written.
/// </summary>
/// <remarks>Slot: <c>crc32c u32 | length i32 | commit number i64 | until i64 | metadata</c>.</remarks>
internal sealed class CommitSlots : ILogCommitManager
{
    private const int SlotBytes = 4096, HeaderBytes = 24, Slots = 2;
    private readonly SafeFileHandle _file;
    private readonly byte[] _slot = new byte[SlotBytes];

    public CommitSlots(string path)
    {
        _file = File.OpenHandle(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, FileOptions.WriteThrough);
        if (RandomAccess.GetLength(_file) < Slots * SlotBytes)
        {
            RandomAccess.Write(_file, new byte[Slots * SlotBytes], 0);
            DirectorySync.Flush(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>
    /// What went wrong in the last commit: FasterLog calls from a thread that must not see an exception.
    /// </summary>
    public Exception? Failure { get; private set; }

    public void Commit(
        long beginAddress, long untilAddress, byte[] commitMetadata, long commitNum, bool forceWriteMetadata)
    {
        try
        {
            Write(untilAddress, commitMetadata, commitNum);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Failure = error;
        }
    }

    /// <summary>From where to where a journal is committed, read beside the process that writes it.</summary>
    /// <exception cref="Errors.StorageDamagedException">Neither slot can be read.</exception>
    public static (long Begin, long Until) Peek(string path)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite);
        byte[]? latest = null;
        long highest = -1;
        for (int slot = 0; slot < Slots; slot++)
        {
            // A slot that is being written is read as torn; the other one then holds.
            if (TryRead(file, slot, out long number, out _, out var metadata) && number > highest)
                (highest, latest) = (number, metadata);
        }
        if (latest is null)
        {
            var empty = new byte[Slots * SlotBytes];
            int read = RandomAccess.Read(file, empty, 0);
            if (read == empty.Length && !empty.AsSpan().ContainsAnyExcept((byte)0))
                return (JournalLog.FirstPosition, JournalLog.FirstPosition);
            throw new Errors.StorageDamagedException($"{path} is damaged: nothing tells how far the journal goes.");
        }
        var info = InfoOf(latest);
        return (info.BeginAddress, info.UntilAddress);
    }

    public byte[]? GetCommitMetadata(long commitNum) =>
        TryRead(_file, (int)(commitNum % Slots), out long number, out _, out var metadata) && number == commitNum
            ? metadata
            : null;

    /// <summary>Commit numbers that can be read, latest first.</summary>
    public IEnumerable<long> ListCommits()
    {
        var numbers = new List<long>();
        for (int slot = 0; slot < Slots; slot++)
            if (TryRead(_file, slot, out long number, out _, out _)) numbers.Add(number);
        return numbers.OrderDescending();
    }

    /// <summary>Writes a commit after the latest one that says the log ends earlier.</summary>
    public void Shorten(long until)
    {
        long latest = ListCommits().First();
        var info = InfoOf(GetCommitMetadata(latest)!);
        info.UntilAddress = until;
        info.CommitNum = latest + 1;
        Write(until, info.ToByteArray(), latest + 1);
    }

    // A slot is overwritten by the commit after next; until then it is the one to fall back on.
    public void RemoveCommit(long commitNum)
    {
    }

    public void RemoveAllCommits() => RandomAccess.Write(_file, new byte[Slots * SlotBytes], 0);

    public void OnRecovery(long commitNum)
    {
    }

    public void Dispose() => _file.Dispose();

    private void Write(long until, byte[] metadata, long commitNum)
    {
        if (metadata.Length > SlotBytes - HeaderBytes)
            throw new ArgumentException($"Commit metadata of {metadata.Length} bytes does not fit its slot.");
        Array.Clear(_slot);
        BinaryPrimitives.WriteInt32LittleEndian(_slot.AsSpan(4), metadata.Length);
        BinaryPrimitives.WriteInt64LittleEndian(_slot.AsSpan(8), commitNum);
        BinaryPrimitives.WriteInt64LittleEndian(_slot.AsSpan(16), until);
        metadata.CopyTo(_slot.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(_slot, Crc32C.Of(_slot.AsSpan(4)));
        RandomAccess.Write(_file, _slot, commitNum % Slots * SlotBytes);
    }

    private static FasterLogRecoveryInfo InfoOf(byte[] metadata)
    {
        var info = new FasterLogRecoveryInfo();
        using var reader = new BinaryReader(new MemoryStream(metadata));
        info.Initialize(reader);
        return info;
    }

    private static bool TryRead(
        SafeFileHandle file, int slot, out long commitNum, out long until, out byte[] metadata)
    {
        var bytes = new byte[SlotBytes];
        int read = RandomAccess.Read(file, bytes, (long)slot * SlotBytes);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        commitNum = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8));
        until = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16));
        metadata = [];
        bool whole = read == SlotBytes && length is > 0 and <= SlotBytes - HeaderBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Crc32C.Of(bytes.AsSpan(4));
        if (whole) metadata = bytes[HeaderBytes..(HeaderBytes + length)];
        return whole;
    }
}
