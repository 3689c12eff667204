using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace OrleansChat.Http;

/// <summary>Reads a whole request body under a limit.</summary>
internal static class RequestBody
{
    /// <summary>
    /// Bytes of a refused body that are still read and thrown away, so that a client that is busy sending gets to see the refusal
    /// instead of a reset connection. Past it the connection is cut.
    /// </summary>
    public const int DrainBytesMax = 4 * 1024 * 1024;

    /// <summary>The body's bytes, or null when it passes <paramref name="bytesMax"/>.</summary>
    /// <exception cref="BadHttpRequestException">It is wrongly framed or cut off.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        try
        {
            if (request.ContentLength > bytesMax)
            {
                await DrainAsync(request, cancellationToken);
                return null;
            }

            var buffer = new ArrayBufferWriter<byte>(Math.Max(256, (int)(request.ContentLength ?? 1024)));
            while (await request.Body.ReadAsync(buffer.GetMemory(1024), cancellationToken) is > 0 and var read)
            {
                buffer.Advance(read);
                if (buffer.WrittenCount <= bytesMax) continue;
                await DrainAsync(request, cancellationToken);   // a chunked body announces no length
                return null;
            }

            return buffer.WrittenMemory;
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            // The server reports some broken chunks as a failed read; they are the sender's fault all the same.
            throw new BadHttpRequestException("The body is broken.", StatusCodes.Status400BadRequest, exception);
        }
    }

    /// <summary>What the body says that it is.</summary>
    public static RequestBodyKind KindOf(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0) return RequestBodyKind.Unsupported;
        if (string.IsNullOrEmpty(request.ContentType)) return RequestBodyKind.Unnamed;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return RequestBodyKind.Unsupported;
        if (type.Charset.HasValue && !IsUtf8(type.Charset.Value)) return RequestBodyKind.Unsupported;
        if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) return RequestBodyKind.Form;
        if (type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase)) return RequestBodyKind.Multipart;
        return type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
            ? RequestBodyKind.Json
            : RequestBodyKind.Unsupported;
    }

    private static async Task DrainAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > DrainBytesMax) return;
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            var left = DrainBytesMax;
            while (left > 0 && await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read) left -= read;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsUtf8(string? charset)
    {
        var name = charset?.Trim('"');
        return string.Equals(name, "utf-8", StringComparison.OrdinalIgnoreCase) || string.Equals(name, "utf8", StringComparison.OrdinalIgnoreCase)
            || string.Equals(name, "us-ascii", StringComparison.OrdinalIgnoreCase);
    }
}
