namespace Recsys.Pipeline;

/// <summary>Who lent a state, and takes it back.</summary>
internal interface IRequestStateOwner
{
    void TakeBack(RequestState state);
}
