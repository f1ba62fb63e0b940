namespace Recsys.Training.Import.Parquet.Native;

/// <summary>A DuckDB in memory, kept small and kept away from the network: it reads one file and no more.</summary>
internal sealed unsafe class DuckDb : IDisposable
{
    private readonly DuckDbHandle _database;
    private readonly DuckDbHandle _connection;

    private DuckDb(DuckDbHandle database, DuckDbHandle connection)
    {
        _database = database;
        _connection = connection;
    }

    /// <exception cref="ImportException">The library is not there and cannot be brought.</exception>
    /// <exception cref="DuckDbException">The library does not start.</exception>
    public static DuckDb Open()
    {
        DuckDbLibrary.Ensure();
        DuckDbNative.duckdb_create_config(out nint pointer);
        using var config = new DuckDbHandle(pointer, DuckDbNative.duckdb_destroy_config);
        ReadOnlySpan<(string Name, string Value)> settings =
        [
            ("threads", "1"), ("memory_limit", "1GB"), ("temp_directory", ""),
            ("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false"),
        ];
        foreach (var (name, value) in settings)
            if (DuckDbNative.duckdb_set_config(pointer, name, value) != DuckDbNative.Success)
                throw new DuckDbException($"this DuckDB knows no setting {name}");

        int opened = DuckDbNative.duckdb_open_ext(null, out nint databasePointer, pointer, out byte* error);
        var database = new DuckDbHandle(databasePointer, DuckDbNative.duckdb_close);
        if (opened != DuckDbNative.Success)
        {
            var exception = DuckDbException.From(error);
            DuckDbNative.duckdb_free(error);
            database.Dispose();
            throw exception;
        }
        if (DuckDbNative.duckdb_connect(databasePointer, out nint connection) == DuckDbNative.Success)
            return new DuckDb(database, new DuckDbHandle(connection, DuckDbNative.duckdb_disconnect));
        database.Dispose();
        throw new DuckDbException("no connection");
    }

    public DuckDbQuery Run(string sql, params ReadOnlySpan<string> values) => DuckDbQuery.Run(_connection, sql, values);

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
