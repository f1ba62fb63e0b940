using System.Collections.Frozen;
using Recsys.Server.Hosting;

namespace Recsys.Server.Measuring;

/// <summary>
/// One meter for each method of the contract. What the standard services answer is not measured, nor what no method is
/// called by, so that callers cannot make meters.
/// </summary>
internal sealed class MethodMeters
{
    private readonly FrozenDictionary<string, Lazy<MethodMeter>> _byPath;
    private volatile bool _started;

    public MethodMeters(MeasuringClock clock)
    {
        var byPath = new Dictionary<string, Lazy<MethodMeter>>(StringComparer.Ordinal);
        foreach (var service in ServedServices.Contract)
            foreach (var method in service.Methods)
            {
                string name = $"{service.FullName}/{method.Name}";
                byPath["/" + name] = new Lazy<MethodMeter>(() => new MethodMeter(name, clock));
            }
        _byPath = byPath.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The methods that were called since the start, by name.</summary>
    public IEnumerable<MethodMeter> Called => _byPath.Values
        .Where(meter => meter.IsValueCreated).Select(meter => meter.Value).OrderBy(meter => meter.Name);

    /// <summary>The meter of a method, or null when the contract has none of the name.</summary>
    /// <param name="path">Path of its calls, for example <c>/recsys.v1.ProductService/GetProduct</c>.</param>
    public MethodMeter? Of(string path) =>
        _started && _byPath.TryGetValue(path, out var meter) ? meter.Value : null;

    /// <summary>Begins to measure.</summary>
    public void Start() => _started = true;
}
