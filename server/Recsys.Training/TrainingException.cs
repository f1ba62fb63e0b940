namespace Recsys.Training;

/// <summary>Training could not go on; the message names the cause and, where there is one, what to do.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Makes an exception with a message for the person who trains.</summary>
    public TrainingException(string message, Exception? cause = null) : base(message, cause) { }
}
