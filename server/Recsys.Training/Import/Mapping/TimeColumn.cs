namespace Recsys.Training.Import.Mapping;

/// <summary>Where a row's time is and how it is written.</summary>
/// <param name="Column">The column.</param>
/// <param name="Format">
/// "iso" (2011-08-31 16:45, with seconds, fractions, T and offset if present), "unix" (seconds), "unixMs"
/// (milliseconds), or a pattern of yyyy yy MM M dd d HH H hh h mm ss fff tt and literal characters.
/// </param>
/// <param name="Zone">IANA name of the time zone of times without an offset; UTC when not given.</param>
public sealed record TimeColumn(string Column, string Format = "iso", string? Zone = null);
