namespace Recsys.Storage.Interactions;

/// <summary>What became of one interaction.</summary>
public enum AppendStatus : byte
{
    /// <summary>Journalled, durable and applied.</summary>
    Accepted,
    /// <summary>Its id was taken before, within the window; nothing written.</summary>
    Duplicate,
    /// <summary>Not taken, for the reason given; nothing written.</summary>
    Rejected,
}
