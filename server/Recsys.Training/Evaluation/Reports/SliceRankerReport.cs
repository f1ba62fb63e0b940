namespace Recsys.Training.Evaluation;

/// <summary>What one ranker reached on a slice.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Recall">Mean recall.</param>
/// <param name="RecallInterval">Its interval.</param>
/// <param name="Ndcg">Mean ndcg.</param>
/// <param name="NdcgInterval">Its interval.</param>
public sealed record SliceRankerReport(
    string Name, double Recall, Interval RecallInterval, double Ndcg, Interval NdcgInterval);
