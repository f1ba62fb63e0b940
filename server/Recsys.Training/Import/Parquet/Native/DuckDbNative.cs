using System.Runtime.InteropServices;

namespace Recsys.Training.Import.Parquet.Native;

/// <summary>The part of DuckDB's stable C API that reading needs; native names kept.</summary>
internal static unsafe partial class DuckDbNative
{
    public const string Library = "duckdb";
    public const int Success = 0;

    /// <summary>duckdb_result: a block the library fills; its fields are not ours to read.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Result
    {
        private ulong _columnCount;
        private ulong _rowCount;
        private ulong _rowsChanged;
        private nint _columns;
        private nint _errorMessage;
        private nint _internal;
    }

    /// <summary>duckdb_string_t: up to 12 bytes inside, or else four bytes of prefix and a pointer.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    public struct Text
    {
        private const uint InlineBytes = 12;

        [FieldOffset(0)] private uint _length;
        [FieldOffset(4)] private byte _inlined;
        [FieldOffset(8)] private byte* _pointer;

        /// <summary>The bytes, where they lie: good while the chunk is.</summary>
        public static ReadOnlySpan<byte> Bytes(Text* text) =>
            new(text->_length <= InlineBytes ? &text->_inlined : text->_pointer, checked((int)text->_length));
    }

    [LibraryImport(Library)]
    public static partial byte* duckdb_library_version();

    [LibraryImport(Library)]
    public static partial int duckdb_create_config(out nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_set_config(nint config, string name, string option);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_config(ref nint config);

    [LibraryImport(Library)]
    public static partial int duckdb_open_ext(byte* path, out nint database, nint config, out byte* error);

    [LibraryImport(Library)]
    public static partial void duckdb_free(void* memory);

    [LibraryImport(Library)]
    public static partial void duckdb_close(ref nint database);

    [LibraryImport(Library)]
    public static partial int duckdb_connect(nint database, out nint connection);

    [LibraryImport(Library)]
    public static partial void duckdb_disconnect(ref nint connection);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_prepare(nint connection, string query, out nint statement);

    [LibraryImport(Library)]
    public static partial byte* duckdb_prepare_error(nint statement);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_prepare(ref nint statement);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_bind_varchar(nint statement, ulong index, string value);

    [LibraryImport(Library)]
    public static partial int duckdb_pending_prepared_streaming(nint statement, out nint pending);

    [LibraryImport(Library)]
    public static partial byte* duckdb_pending_error(nint pending);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_pending(ref nint pending);

    [LibraryImport(Library)]
    public static partial int duckdb_execute_pending(nint pending, out Result result);

    [LibraryImport(Library)]
    public static partial byte* duckdb_result_error(ref Result result);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_result(ref Result result);

    [LibraryImport(Library)]
    public static partial ulong duckdb_column_count(ref Result result);

    [LibraryImport(Library)]
    public static partial byte* duckdb_column_name(ref Result result, ulong column);

    [LibraryImport(Library)]
    public static partial int duckdb_column_type(ref Result result, ulong column);

    [LibraryImport(Library)]
    public static partial nint duckdb_fetch_chunk(Result result);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_data_chunk(ref nint chunk);

    [LibraryImport(Library)]
    public static partial ulong duckdb_data_chunk_get_size(nint chunk);

    [LibraryImport(Library)]
    public static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);

    [LibraryImport(Library)]
    public static partial void* duckdb_vector_get_data(nint vector);

    [LibraryImport(Library)]
    public static partial ulong* duckdb_vector_get_validity(nint vector);
}
