using Recsys.Storage.Journal;

namespace Recsys.Storage.Tests.Journal;

public class JournalMarksTests
{
    private static readonly JournalMark[] Marks = [new(100, 1), new(200, 2), new(300, 3)];

    [Theory]
    [InlineData(null, null, 1000, null)]
    [InlineData(700L, null, 1000, 300L)]
    [InlineData(701L, null, 1000, 200L)]
    [InlineData(950L, null, 1000, null)]
    [InlineData(0L, null, 250, 200L)]
    [InlineData(null, 2L, 1000, 200L)]
    [InlineData(null, 0L, 1000, null)]
    [InlineData(900L, 2L, 1000, 200L)]
    [InlineData(0L, 9L, 99, null)]
    public void Cut_TakesTheLastMarkThatMayGo(long? maxBytes, long? sinceMs, long limit, long? expected) =>
        Assert.Equal(expected, JournalMarks.Cut(Marks, durable: 1000, maxBytes, sinceMs, limit));

    [Fact]
    public void Add_DropsWhatIsBeforeTheBeginAndThinsOutWhatIsTooMuch()
    {
        Assert.Equal([new(200, 2), new(300, 3), new(400, 4)], JournalMarks.Add(Marks, new(400, 4), begin: 150));

        IReadOnlyList<JournalMark> marks = [];
        for (int i = 0; i < 10_000; i++) marks = JournalMarks.Add(marks, new(i, i), begin: 0);
        Assert.InRange(marks.Count, JournalMarks.Most / 2, JournalMarks.Most);
        Assert.Equal(0, marks[0].Position);
        Assert.Equal(marks.OrderBy(mark => mark.Position), marks);
    }
}
