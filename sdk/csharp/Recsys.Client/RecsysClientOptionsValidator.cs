using Microsoft.Extensions.Options;

namespace Recsys.Client;

/// <summary>Finds wrong options when the host starts, instead of with the first call.</summary>
internal sealed class RecsysClientOptionsValidator : IValidateOptions<RecsysClientOptions>
{
    public ValidateOptionsResult Validate(string? name, RecsysClientOptions options)
    {
        try
        {
            // Connecting checks everything, certificates too, and sends nothing.
            RecsysClient.Connect(options).Dispose();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException error)
        {
            return ValidateOptionsResult.Fail(error.Message);
        }
    }
}
