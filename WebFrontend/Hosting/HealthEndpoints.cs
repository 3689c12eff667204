using OrleansChat.Http;

namespace OrleansChat.Hosting;

/// <summary>What load balancers and start scripts ask.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(2);

    /// <summary>Maps <c>/healthz</c> (the process serves) and <c>/readyz</c> (it may get traffic).</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", Healthz);
        routes.MapGet("/readyz", ReadyzAsync);
    }

    private static ChatResult Healthz() => ChatResults.Ok();

    private static async Task<ChatResult> ReadyzAsync(IEnumerable<IReadinessCheck> checks, CancellationToken aborted)
    {
        foreach (var check in checks)
        {
            if (!await IsReadyAsync(check, aborted))
                return ChatResults.Fail($"{check.Name}: not ready", StatusCodes.Status503ServiceUnavailable);
        }

        return ChatResults.Ok();
    }

    private static async Task<bool> IsReadyAsync(IReadinessCheck check, CancellationToken aborted)
    {
        try
        {
            return await check.IsReadyAsync(aborted).AsTask().WaitAsync(CheckTime, aborted);
        }
        catch (Exception) when (!aborted.IsCancellationRequested)
        {
            return false;
        }
    }
}
