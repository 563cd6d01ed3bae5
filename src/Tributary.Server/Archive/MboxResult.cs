using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tributary.Mail;

namespace Tributary.Server;

/// <summary>Sends mails as an mbox, packed by gzip, one after another: the whole is never in memory.</summary>
/// <param name="name">The file's name without its endings.</param>
/// <param name="tag">What changes with the content, or null.</param>
/// <param name="mails">The mails' bytes.</param>
internal sealed class MboxResult(string name, string? tag, IAsyncEnumerable<ReadOnlyMemory<byte>> mails) : IResult
{
    // What is packed at once, unless a mail is larger.
    private const int Chunk = 64 * 1024;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/gzip";
        response.Headers.ContentDisposition = $"inline; filename={name}.mbox.gz";
        if (tag is not null)
        {
            var entity = new EntityTagHeaderValue($"\"{tag}\"");
            response.Headers.ETag = entity.ToString();
            if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(entity, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        await using var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        var buffer = new ArrayBufferWriter<byte>(Chunk);
        await foreach (var raw in mails.WithCancellation(httpContext.RequestAborted))
        {
            MboxWriter.Write(raw.Span, buffer);
            if (buffer.WrittenCount < Chunk) continue;
            await packed.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted);
            buffer.ResetWrittenCount();
        }

        await packed.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted);
    }
}
