using OrleansChat.Hosting;

namespace OrleansChat.Http;

/// <summary>
/// Gives every answer the envelope of contract.md 1.3, whatever went wrong: unknown routes, wrong methods, broken requests,
/// unreachable grains and our own faults. It is the one place that logs an unexpected failure.
/// </summary>
internal sealed partial class EnvelopeMiddleware(RequestDelegate next, ChatMetrics metrics, ILogger<EnvelopeMiddleware> logger)
{
    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (ResultFor(context.Response) is { } result)
                await result.ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, exception);
        }
        finally
        {
            metrics.RequestAnswered(context.Response.StatusCode);
        }
    }

    // Routing and the framework answer with a bare status; an endpoint that wrote something is left alone.
    private static ChatResult? ResultFor(HttpResponse response)
    {
        if (response.HasStarted || response.StatusCode < 400 || response.ContentLength is not null || response.ContentType is not null)
            return null;
        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ChatResults.Fail(ChatTexts.NotFound, StatusCodes.Status404NotFound),
            StatusCodes.Status405MethodNotAllowed => ChatResults.Fail(ChatTexts.MethodNotAllowed, StatusCodes.Status405MethodNotAllowed),
            StatusCodes.Status413PayloadTooLarge => ChatResults.Fail(ChatTexts.BodyTooLarge, StatusCodes.Status413PayloadTooLarge),
            StatusCodes.Status415UnsupportedMediaType => ChatResults.Fail(ChatTexts.UnsupportedBody, StatusCodes.Status415UnsupportedMediaType),
            >= 500 => ChatResults.Fail(ChatTexts.ServerError, response.StatusCode),
            _ => ChatResults.Fail(ChatTexts.BadRequest, response.StatusCode),
        };
    }

    private Task AnswerAsync(HttpContext context, Exception exception)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer; the status is for the metrics.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return Task.CompletedTask;
        }

        return ResultFor(context, exception).ExecuteAsync(context);
    }

    private ChatResult ResultFor(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ChatResults.Fail(ChatTexts.BodyTooLarge, StatusCodes.Status413PayloadTooLarge)
                : ChatResults.Fail(ChatTexts.BadRequest, bad.StatusCode is >= 400 and < 500 ? bad.StatusCode : StatusCodes.Status400BadRequest);
        }

        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";
        if (GrainFailures.IsUnavailable(exception))
        {
            LogUnavailable(route, context.TraceIdentifier, exception.GetType().Name);
            return ChatResults.Fail(ChatTexts.Busy, StatusCodes.Status503ServiceUnavailable);
        }

        LogFailed(exception, route, context.TraceIdentifier);
        return ChatResults.Fail(ChatTexts.ServerError, StatusCodes.Status500InternalServerError);
    }
}
