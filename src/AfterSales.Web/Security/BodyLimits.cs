using AfterSales.Service.Attachments;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace AfterSales.Web.Security;

/// <summary>
/// How large a request may be. Forms with photos may be large, everything else is small. What is too large is read to its end (within
/// reason) and answered 413: a browser that is cut off while sending would show a connection error instead of the answer.
/// </summary>
public sealed class BodyLimits(RequestDelegate next)
{
    /// <summary>Largest form with files: ten phone photos after the browser has sent them as they are.</summary>
    public const long FormWithFiles = 40_000_000;

    /// <summary>Largest single file.</summary>
    public const long SingleFile = AttachmentLimits.OneFile;

    /// <summary>Largest form without files.</summary>
    public const long PlainForm = 1_000_000;

    /// <summary>Largest API body; deployments carry several files of up to 5 MB each.</summary>
    public const long Api = 24_000_000;

    private const long ReadAwayAtMost = 128_000_000;

    private static readonly FormOptions Forms = new()
    {
        MultipartBodyLengthLimit = FormWithFiles,
        ValueLengthLimit = 4_000_000,
        ValueCountLimit = 2_000,
        MemoryBufferThreshold = 256 * 1024,
    };

    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var hasBody = HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method) || HttpMethods.IsPatch(request.Method);
        // The page that tells of a failure is drawn for the same request: its body was judged already.
        if (!hasBody || http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            await next(http);
            return;
        }
        var limit = LimitOf(request);
        if (request.ContentLength > limit)
        {
            await ReadAwayAsync(http, request.ContentLength.Value);
            Refuse(http, StatusCodes.Status413PayloadTooLarge);
            return;
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit;
        if (request.HasFormContentType && !IsApi(request))
        {
            http.Features.Set<IFormFeature>(new FormFeature(request, Forms));
            try
            {
                // Read here, where a body that is too large or broken can still be told apart from a forged one.
                await request.ReadFormAsync(http.RequestAborted);
            }
            catch (BadHttpRequestException tooLarge)
            {
                Refuse(http, tooLarge.StatusCode);
                return;
            }
            catch (IOException)
            {
                // Cut off: the parts do not end as announced.
                Refuse(http, StatusCodes.Status400BadRequest);
                return;
            }
            catch (InvalidDataException broken)
            {
                Refuse(http, broken.Message.Contains("limit", StringComparison.OrdinalIgnoreCase)
                    ? StatusCodes.Status413PayloadTooLarge
                    : StatusCodes.Status400BadRequest);
                return;
            }
        }
        await next(http);
    }

    /// <summary>Ends the request. The page that tells of it must not try to read the body once more.</summary>
    private static void Refuse(HttpContext http, int status)
    {
        http.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
        http.Response.StatusCode = status;
    }

    private static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || request.Path.StartsWithSegments("/v2", StringComparison.Ordinal);

    private static long LimitOf(HttpRequest request) =>
        IsApi(request) ? Api
        : request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true ? FormWithFiles
        : PlainForm;

    private static async Task ReadAwayAsync(HttpContext http, long length)
    {
        if (length > ReadAwayAtMost)
        {
            http.Response.Headers.Connection = "close";
            return;
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = ReadAwayAtMost;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
    }
}
