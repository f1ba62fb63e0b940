using System.Runtime.InteropServices;

namespace Recsys.Training.Import.Parquet.Native;

/// <summary>
/// One query's answer, chunk by chunk, as columns of text. Values are bound, never written into the SQL.
/// </summary>
internal sealed unsafe class DuckDbQuery : IDisposable
{
    private readonly DuckDbHandle _statement;
    private DuckDbNative.Result _result;
    private DuckDbHandle? _chunk;
    private Column[] _columns = [];
    private bool _hasResult;

    private readonly struct Column(void* data, ulong* validity)
    {
        public readonly DuckDbNative.Text* Texts = (DuckDbNative.Text*)data;
        public readonly ulong* Validity = validity;
    }

    private DuckDbQuery(DuckDbHandle statement) => _statement = statement;

    /// <summary>Rows of the current chunk.</summary>
    public int Rows { get; private set; }

    public int ColumnCount { get; private set; }

    /// <exception cref="DuckDbException">The query cannot be run.</exception>
    public static DuckDbQuery Run(DuckDbHandle connection, string sql, params ReadOnlySpan<string> values)
    {
        int prepared = DuckDbNative.duckdb_prepare(connection.Pointer, sql, out nint pointer);
        var query = new DuckDbQuery(new DuckDbHandle(pointer, DuckDbNative.duckdb_destroy_prepare));
        try
        {
            if (prepared != DuckDbNative.Success)
                throw DuckDbException.From(DuckDbNative.duckdb_prepare_error(pointer));
            for (int i = 0; i < values.Length; i++)
                if (DuckDbNative.duckdb_bind_varchar(pointer, (ulong)i + 1, values[i]) != DuckDbNative.Success)
                    throw DuckDbException.From(DuckDbNative.duckdb_prepare_error(pointer));
            query.Execute();
            return query;
        }
        catch
        {
            query.Dispose();
            throw;
        }
    }

    public string ColumnName(int column) =>
        Marshal.PtrToStringUTF8((nint)DuckDbNative.duckdb_column_name(ref _result, (ulong)column)) ?? "";

    public DuckDbType ColumnType(int column) => (DuckDbType)DuckDbNative.duckdb_column_type(ref _result, (ulong)column);

    /// <summary>Moves to the next chunk; spans of the one before are no longer good.</summary>
    /// <exception cref="DuckDbException">The file is damaged further on.</exception>
    public bool NextChunk()
    {
        _chunk?.Dispose();
        _chunk = null;
        Rows = 0;
        nint chunk = DuckDbNative.duckdb_fetch_chunk(_result);
        if (chunk == 0)
        {
            byte* error = DuckDbNative.duckdb_result_error(ref _result);
            return error is null || *error == 0 ? false : throw DuckDbException.From(error);
        }
        _chunk = new DuckDbHandle(chunk, DuckDbNative.duckdb_destroy_data_chunk);
        Rows = checked((int)DuckDbNative.duckdb_data_chunk_get_size(chunk));
        for (int i = 0; i < _columns.Length; i++)
        {
            nint vector = DuckDbNative.duckdb_data_chunk_get_vector(chunk, (ulong)i);
            _columns[i] = new Column(
                DuckDbNative.duckdb_vector_get_data(vector), DuckDbNative.duckdb_vector_get_validity(vector));
        }
        return Rows > 0 || NextChunk();
    }

    /// <summary>One field of the current chunk, whose column must be text or bytes; empty for NULL.</summary>
    public ReadOnlySpan<byte> Field(int row, int column)
    {
        if ((uint)row >= (uint)Rows) throw new ArgumentOutOfRangeException(nameof(row));
        var vector = _columns[column];
        bool isNull = vector.Validity is not null && (vector.Validity[row >> 6] >> (row & 63) & 1) == 0;
        return isNull ? default : DuckDbNative.Text.Bytes(vector.Texts + row);
    }

    public void Dispose()
    {
        _chunk?.Dispose();
        if (_hasResult) DuckDbNative.duckdb_destroy_result(ref _result);
        _hasResult = false;
        _statement.Dispose();
    }

    private void Execute()
    {
        // Streaming: the answer is made as it is fetched, so memory does not grow with the file.
        int state = DuckDbNative.duckdb_pending_prepared_streaming(_statement.Pointer, out nint pointer);
        using var pending = new DuckDbHandle(pointer, DuckDbNative.duckdb_destroy_pending);
        if (state != DuckDbNative.Success) throw DuckDbException.From(DuckDbNative.duckdb_pending_error(pointer));
        state = DuckDbNative.duckdb_execute_pending(pointer, out _result);
        _hasResult = true;
        if (state != DuckDbNative.Success) throw DuckDbException.From(DuckDbNative.duckdb_result_error(ref _result));
        ColumnCount = checked((int)DuckDbNative.duckdb_column_count(ref _result));
        _columns = new Column[ColumnCount];
    }
}
