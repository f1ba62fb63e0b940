using Recsys.Pipeline.Features;

namespace Recsys.Models.Ranking;

/// <summary>
/// A ranker as TorchScript, of any described shape: what all kinds (<see cref="RankerKind"/>) have in common.
/// </summary>
/// <remarks>
/// <para>Methods take <c>user_dense [u, a], user_ids [u, b], users [n], item_dense [n, c], item_ids [n, e], cross [n,
/// f]</c>, as <see cref="RankerInputs"/> gathers them, of width 0 where the description names none;
/// <see cref="ForwardMethod"/> gives probabilities [n], <see cref="LogitsMethod"/> logits [n], and
/// <see cref="LossMethod"/>, which takes <c>labels [n]</c> and <c>offsets [n]</c> as well, the mean BCE.</para>
/// <para>With several heads (<see cref="RankerDescription.Heads"/>) <c>outputs</c> gives the logits of each, [n,
/// heads], and the logit is their weighted sum; labels and offsets are [n, heads], a label below 0 where an example
/// tells a head nothing, and the loss is the weighted sum of the heads' losses.</para>
/// <para>What belongs to the user alone (<c>user_*</c>: bottom MLP, embeddings, and the columns of
/// <c>top_user_weight</c>) is computed once per user and only then spread over the candidates, so that a kernel of its
/// own can do the same. <c>DlrmSource</c> and <c>FlatSource</c> have the formulas.</para>
/// </remarks>
public static class RankerModule
{
    /// <summary>Probabilities.</summary>
    public const string ForwardMethod = "forward";

    /// <summary>Log odds.</summary>
    public const string LogitsMethod = "logits";

    /// <summary>Log odds of each head, [n, heads].</summary>
    public const string OutputsMethod = "outputs";

    /// <summary>What training makes small.</summary>
    public const string LossMethod = "loss";

    /// <summary>Makes a module with initial values drawn from the seed.</summary>
    /// <param name="shape">Its features and widths.</param>
    /// <param name="workflow">The fitted vocabularies, which say how many rows the tables have.</param>
    /// <param name="positiveRate">The share of positives it starts from, above 0 and below 1.</param>
    /// <param name="seed">The same seed gives the same values.</param>
    /// <exception cref="ArgumentException">The description names a feature that there is not, or the share is out of
    /// range.</exception>
    /// <remarks>It takes the memory of its parameters and no more; a table can be filled in pieces by
    /// <see cref="TorchModule.WriteParameter(string, long, ReadOnlySpan{float})"/>.</remarks>
    public static TorchModule Create(
        RankerDescription shape, FeatureWorkflow workflow, double positiveRate, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(workflow);
        if (positiveRate is not (> 0 and < 1))
            throw new ArgumentException("The share of positives is above 0 and below 1.", nameof(positiveRate));
        var parameters = RankerParameters.Of(shape, table => RankerTables.Rows(table, workflow));
        string source = shape.Kind == RankerKind.Dlrm ? DlrmSource.Write(shape) : FlatSource.Write(shape);
        var module = TorchModule.Create(shape.Kind.ToString(), source, parameters, seed);
        // Starting from the real share of positives, the first steps need not spend themselves on finding it.
        var rates = new float[shape.Outputs];
        Array.Fill(rates, (float)Math.Log(positiveRate / (1 - positiveRate)));
        module.WriteParameter($"top_bias_{shape.TopHidden.Count + 1}", rates);
        return module;
    }

    /// <summary>Runs a method that takes the gathered inputs alone.</summary>
    /// <param name="module">A module of this signature.</param>
    /// <param name="method"><see cref="ForwardMethod"/>, <see cref="LogitsMethod"/> or
    /// <see cref="OutputsMethod"/>.</param>
    /// <param name="inputs">The gathered batch.</param>
    /// <param name="output">Filled with a number per product of the batch, or one per product and head.</param>
    /// <returns>Numbers written.</returns>
    public static int Run(TorchModule module, string method, RankerInputs inputs, Span<float> output)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(inputs);
        return module.Forward(method, Tensors(inputs), output);
    }

    /// <summary>One step of training on the gathered batch.</summary>
    /// <param name="trainer">The trainer of a module of this signature.</param>
    /// <param name="inputs">The gathered batch.</param>
    /// <param name="labels">1 for a positive, 0 for a negative, per product of the batch; with several heads, product
    /// by product one per head, below 0 for not known.</param>
    /// <param name="offsets">Added to each logit: the sampling's part of it; as many as labels.</param>
    /// <returns>The loss before the step.</returns>
    public static float Step(
        TorchTrainer trainer, RankerInputs inputs, ReadOnlyMemory<float> labels, ReadOnlyMemory<float> offsets)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(inputs);
        return trainer.Step(LossMethod,
        [
            .. Tensors(inputs),
            PerHead(labels, inputs.Items), PerHead(offsets, inputs.Items),
        ]);
    }

    /// <summary>
    /// Makes slope · logit + intercept of a module's logit, for good: all parameters that the logit is linear in are
    /// changed, and nothing that serves needs to know.
    /// </summary>
    /// <param name="module">A module of that shape.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="slope">Finite, above 0.</param>
    /// <param name="intercept">Finite.</param>
    public static void Calibrate(TorchModule module, RankerDescription shape, double slope, double intercept)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(shape);
        if (!(slope > 0) || !double.IsFinite(slope) || !double.IsFinite(intercept))
            throw new ArgumentException("A slope is above 0, and both numbers are finite.", nameof(slope));
        string last = $"top_weight_{shape.TopHidden.Count + 1}", bias = $"top_bias_{shape.TopHidden.Count + 1}";
        foreach (var parameter in module.Parameters)
        {
            bool isBias = parameter.Name == bias;
            if (!isBias && parameter.Name != last
                && !parameter.Name.StartsWith(FlatParameters.Wide, StringComparison.Ordinal)) continue;
            var values = new float[parameter.Elements];
            module.ReadParameter(parameter.Name, values);
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)((slope * values[i]) + (isBias ? intercept : 0));
            module.WriteParameter(parameter.Name, values);
        }
    }

    private static TorchInput PerHead(ReadOnlyMemory<float> values, int items) => values.Length == items
        ? TorchInput.FromFloats(values, items)
        : TorchInput.FromFloats(values, items, values.Length / items);

    private static TorchInput[] Tensors(RankerInputs inputs) =>
    [
        TorchInput.FromFloats(inputs.UserDense, inputs.Users, inputs.UserDenseColumns),
        TorchInput.FromInt64(inputs.UserIds, inputs.Users, inputs.UserIdColumns),
        TorchInput.FromInt64(inputs.UserOfItem, inputs.Items),
        TorchInput.FromFloats(inputs.ItemDense, inputs.Items, inputs.ItemDenseColumns),
        TorchInput.FromInt64(inputs.ItemIds, inputs.Items, inputs.ItemIdColumns),
        TorchInput.FromFloats(inputs.Cross, inputs.Items, inputs.CrossColumns),
    ];
}
