using System.Collections.Concurrent;
using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Fused;

/// <summary>
/// A DLRM in kernels of its own, with the weights of its TorchScript module: the user's half is computed once per
/// request, exactly as the formula of <see cref="DlrmSource"/> allows; products go through all layers in blocks that
/// stay in the processor's caches. From many threads at once; nothing is allocated per call.
/// </summary>
/// <remarks>Tables of more rows than 65,536 are kept with 16 bits a value (<see cref="Int16Table"/>), all other numbers
/// as they were trained. It does not need the module any more once it is made.</remarks>
public sealed class FusedDlrm : IDisposable
{
    /// <summary>Most rows of a table that is kept as it was trained.</summary>
    public const int ExactRows = 65_536;

    private readonly DlrmWeights _weights;
    private readonly Kernels _kernels;
    private readonly ConcurrentQueue<FusedRun> _free = new();

    private FusedDlrm(DlrmWeights weights, Kernels kernels) => (_weights, _kernels) = (weights, kernels);

    /// <summary>Which registers it uses.</summary>
    public VectorWidth Width => _kernels.Width;

    /// <summary>Bytes of its embedding tables.</summary>
    public long TableBytes => _weights.TableBytes;

    /// <summary>Whether <see cref="FusedRun.Screen"/> can be asked: AVX-512 VNNI or AVX-VNNI is there.</summary>
    public bool CanScreen => _weights.ByteBlock is not null;

    /// <summary>Takes a module's weights over, if they are those of a DLRM of a shape.</summary>
    /// <param name="module">The module; not needed afterwards.</param>
    /// <param name="shape">The shape it is said to have.</param>
    /// <param name="reason">Why it cannot be, where the answer is null: for the log.</param>
    /// <param name="width">Which registers to use; null for the widest there are.</param>
    /// <param name="exactRows">Most rows of a table that is kept as it was trained.</param>
    /// <param name="products">File of the products' table (<see cref="Int16TableFile"/>), for a table of more rows than
    /// that; null makes it of the module's.</param>
    /// <exception cref="InvalidDataException">The file is not of the module's table.</exception>
    public static FusedDlrm? TryRead(
        TorchModule module, RankerDescription shape, out string? reason, VectorWidth? width = null,
        int exactRows = ExactRows, string? products = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(shape);
        reason = shape.Kind == RankerKind.Dlrm
            ? Difference(module, shape)
            : $"it is a {RankerKinds.NameOf(shape.Kind)}, for which there are no kernels";
        return reason is null
            ? new FusedDlrm(new DlrmWeights(module, shape, exactRows, products), Kernels.Of(width ?? Kernels.Widest))
            : null;
    }

    /// <summary>Lends what one request needs.</summary>
    public FusedRun Rent() => _free.TryDequeue(out var run) ? run : new FusedRun(_weights, _kernels, _free);

    /// <summary>Scores a gathered batch of one or more users.</summary>
    /// <param name="inputs">The batch, gathered by the same description; its products stand by user.</param>
    /// <param name="scores">Filled with a chance, 0 to 1, for each product.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is beyond its table.</exception>
    public void Score(RankerInputs inputs, Span<float> scores) => Fill(inputs, scores, screen: false);

    /// <summary>Scores a gathered batch of one or more users with 8 bits a number in the top layers.</summary>
    /// <inheritdoc cref="Score"/>
    /// <exception cref="NotSupportedException"><see cref="CanScreen"/> is false.</exception>
    public void Screen(RankerInputs inputs, Span<float> scores) => Fill(inputs, scores, screen: true);

    /// <summary>
    /// Has <see cref="Screen"/> come nearer to <see cref="Score"/>, by how large numbers are in between: each input of
    /// a layer is given as many of the 8 bits as it needs. Nothing else may be scoring; does nothing where
    /// <see cref="CanScreen"/> is false.
    /// </summary>
    /// <param name="batches">Gathered batches of real products.</param>
    public void Calibrate(IEnumerable<RankerInputs> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        if (!CanScreen) return;
        var sizes = _weights.Sizes();
        using var run = Rent();
        run.Sizes = sizes;
        try
        {
            foreach (var inputs in batches) Fill(run, inputs, new float[inputs.UserOfItem.Span.Length], screen: false);
        }
        finally
        {
            // It goes on to serve requests.
            run.Sizes = null;
        }
        _weights.Even(sizes);
    }

    /// <summary>Frees the tables; nothing may be scoring any more.</summary>
    public void Dispose() => _weights.Dispose();

    private void Fill(RankerInputs inputs, Span<float> scores, bool screen)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var run = Rent();
        Fill(run, inputs, scores, screen);
    }

    private static void Fill(FusedRun run, RankerInputs inputs, Span<float> scores, bool screen)
    {
        var users = inputs.UserOfItem.Span;
        for (int from = 0, to; from < users.Length; from = to)
        {
            to = from + 1;
            while (to < users.Length && users[to] == users[from]) to++;
            run.Tell(inputs, (int)users[from]);
            if (screen) run.Screen(inputs, from, scores[from..to]);
            else run.Score(inputs, from, scores[from..to]);
        }
    }

    private static string? Difference(TorchModule module, RankerDescription shape)
    {
        var known = module.Parameters.ToDictionary(p => p.Name, StringComparer.Ordinal);
        var wanted = DlrmParameters.Of(shape, table => known.TryGetValue(table, out var p) ? (int)p.Shape[0] : 0);
        foreach (var parameter in wanted)
        {
            if (!known.Remove(parameter.Name, out var found)) return $"it has no parameter '{parameter.Name}'";
            if (!found.Shape.SequenceEqual(parameter.Shape))
                return $"its '{parameter.Name}' is [{string.Join(", ", found.Shape)}] and not "
                    + $"[{string.Join(", ", parameter.Shape)}]";
        }
        return known.Count > 0 ? $"it has a parameter '{known.Keys.First()}' that a DLRM has not" : null;
    }
}
