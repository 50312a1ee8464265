using System.Buffers;
using System.IO.Compression;
using GraphMemory.Server.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GraphMemory.Server.Rest;

/// <summary>Sends a reply: its length is known, and a long one goes compressed to whoever takes that.</summary>
internal static class RestOutput
{
    private const int BrotliQuality = 4;
    private const int BrotliWindow = 20;

    public static async Task SendAsync(HttpContext http, RestReply reply, string? tag)
    {
        if (reply.Problem is { } problem)
        {
            await ProblemResponses.WriteAsync(http, problem);
            return;
        }

        http.Response.StatusCode = reply.Status;
        if (reply.Location is { } location) { http.Response.Headers.Location = location; }
        if (reply.Body is null && reply.Bytes is null)
        {
            if (tag is not null) { http.Response.Headers.ETag = tag; }
            return;
        }

        if (reply.Bytes is { } kept)
        {
            await SendAsync(http, kept, reply.ContentType, tag);
            return;
        }

        using var buffer = new PooledBuffer();
        reply.Body!(buffer);
        await SendAsync(http, buffer.Written, reply.ContentType, tag);
    }

    private static async Task SendAsync(HttpContext http, ReadOnlyMemory<byte> bytes, string contentType, string? tag)
    {
        var headers = http.Response.Headers;
        http.Response.ContentType = contentType;
        using var compressed = new PooledBuffer();
        var coding = bytes.Length >= RestLimits.CompressedFromBytes ? Coding(http.Request) : null;
        if (bytes.Length >= RestLimits.CompressedFromBytes) { headers.Vary = "Accept-Encoding"; }
        if (coding is not null)
        {
            Compress(coding, bytes.Span, compressed);
            headers.ContentEncoding = coding;
            bytes = compressed.Written;
        }

        if (tag is not null) { headers.ETag = RestTags.Coded(tag, coding); }
        http.Response.ContentLength = bytes.Length;
        if (HttpMethods.IsHead(http.Request.Method)) { return; }
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>Brotli when it is welcome, else gzip, else none (RFC 9110, 12.5.3).</summary>
    private static string? Coding(HttpRequest request)
    {
        if (request.Headers.AcceptEncoding.Count == 0) { return null; }
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)) { return null; }
        return Takes(accepted, "br") ? "br" : Takes(accepted, "gzip") ? "gzip" : null;
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string coding)
    {
        var named = accepted.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(value => value.Value == "*");
        return named is not null && (named.Quality ?? 1) > 0;
    }

    private static void Compress(string coding, ReadOnlySpan<byte> bytes, PooledBuffer output)
    {
        if (coding == "br")
        {
            var target = output.GetSpan(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
            if (!BrotliEncoder.TryCompress(bytes, target, out var length, BrotliQuality, BrotliWindow)) { throw new InvalidOperationException("Brotli did not fit its own bound."); }
            output.Advance(length);
            return;
        }

        using var gzip = new GZipStream(new BufferStream(output), CompressionLevel.Fastest);
        gzip.Write(bytes);
    }
}
