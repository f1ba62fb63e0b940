using FsCheck.Fluent;
using Recsys.Storage.Interactions;

namespace Recsys.Storage.Tests.Interactions;

public class StreamMarksTests
{
    private const int Capacity = 4;

    [Fact]
    public void AnySteps_MarksAndModel_Agree() => Property.Holds(
        (from stream in Gen.Choose(1, 7) from batch in Gen.Choose(1, 20) select (stream, batch)).ListOf(60), steps =>
        {
            var marks = new StreamMarks(Capacity);
            // Latest last.
            var model = new List<(int Stream, long Batch)>();
            foreach (var (stream, batch) in steps)
            {
                marks.Set(new StreamMark((UInt128)stream, batch));
                int at = model.FindIndex(one => one.Stream == stream);
                long highest = at < 0 ? batch : Math.Max(batch, model[at].Batch);
                if (at >= 0) model.RemoveAt(at);
                model.Add((stream, highest));
                if (model.Count > Capacity) model.RemoveAt(0);

                var loaded = new StreamMarks(Capacity);
                loaded.Load(marks.Capture());
                foreach (var one in (StreamMarks[])[marks, loaded])
                {
                    if (one.Count != model.Count) return false;
                    for (int id = 1; id <= 7; id++)
                        if (one.LastBatch((UInt128)id) != model.Find(known => known.Stream == id).Batch) return false;
                }
                if (!loaded.Capture().AsSpan().SequenceEqual(marks.Capture())) return false;
            }
            return true;
        });

    [Fact]
    public void Load_BytesCutOff_Refused()
    {
        var marks = new StreamMarks(Capacity);
        marks.Set(new StreamMark(1, 1));
        Assert.Throws<InvalidDataException>(() => new StreamMarks(Capacity).Load(marks.Capture().AsSpan(1)));
    }
}
