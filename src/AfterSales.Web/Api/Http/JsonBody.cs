using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Api.Http;

/// <summary>
/// The JSON object of a request, read field by field. What is missing, of the wrong type or unknown is collected and
/// answered in one problem, so that a client learns all its mistakes at once.
/// </summary>
/// <remarks>
/// Call the reading methods first, then <see cref="Problem"/>: it also reports the fields nobody asked for.
/// Keys are 64-bit numbers that travel as strings, since JavaScript cannot hold them as numbers.
/// </remarks>
public sealed class JsonBody
{
    /// <summary>More mistakes than this are not listed: an answer must not grow with what was sent.</summary>
    private const int MostErrors = 20;

    private const int LongestShown = 100;

    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(36_525);

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private readonly HttpContext http;
    private readonly JsonElement root;
    private readonly string path;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly List<string> errors;
    private bool isOtherType;

    private JsonBody(HttpContext http, JsonElement root, string path, List<string> errors)
    {
        this.http = http;
        this.root = root;
        this.path = path;
        this.errors = errors;
    }

    /// <summary>Binds the body of a request: an empty body reads as an empty object.</summary>
    public static async ValueTask<JsonBody> BindAsync(HttpContext context, ParameterInfo _)
    {
        var errors = new List<string>();
        var root = default(JsonElement);
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        if (buffer.Length == 0)
            return new JsonBody(context, root, "", errors);
        var isJson = IsJson(context.Request.ContentType);
        if (isJson)
            root = Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), errors);
        return new JsonBody(context, root, "", errors) { isOtherType = !isJson };
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json, List<string> errors)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                errors.Add("The body must be a JSON object.");
            else if (!IsText(json.Span, document.RootElement))
                errors.Add("The body is not valid text: it must be UTF-8, and a \\uD800 to \\uDFFF must stand in a pair.");
            else
                return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            errors.Add($"The body is not valid JSON (line {(e.LineNumber ?? 0) + 1}, position {(e.BytePositionInLine ?? 0) + 1}).");
        }
        return default;
    }

    // Half characters are valid JSON and no valid text: nothing could store them, and reading one throws.
    private static bool IsText(ReadOnlySpan<byte> json, JsonElement root)
    {
        if (!Utf8.IsValid(json))
            return false;
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
            return true;
        try
        {
            ReadAll(root);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void ReadAll(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            _ = value.GetString();
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                ReadAll(item);
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var property in value.EnumerateObject())
            {
                _ = property.Name;
                ReadAll(property.Value);
            }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The answer to a body that cannot be used, or null when everything read was right.</summary>
    public IResult? Problem()
    {
        if (isOtherType)
            return ApiProblem.Of(http, StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json.");
        RejectUnread();
        return errors.Count switch
        {
            0 => null,
            <= MostErrors => ApiProblem.Invalid(http, string.Join(" ", errors)),
            _ => ApiProblem.Invalid(http, string.Create(CultureInfo.InvariantCulture, $"{string.Join(" ", errors.Take(MostErrors))} And {errors.Count - MostErrors} more.")),
        };
    }

    public void Refuse(string name, string reason) => errors.Add($"Field '{path}{Shown(name)}' {reason}.");

    public bool Has(string name) => TryGet(name, out _);

    public void Require(string name)
    {
        if (!Has(name))
            Refuse(name, "is required");
    }

    public string RequiredText(string name)
    {
        var text = Text(name);
        if (string.IsNullOrWhiteSpace(text) && !IsRefused(name))
            Refuse(name, "is required");
        return text ?? "";
    }

    public string? Text(string name) => TryGet(name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : Wrong<string>(name, "must be a string")
        : null;

    /// <summary>A 64-bit key: a string of digits (a number is taken too).</summary>
    public long? Key(string name) => TryGet(name, out var value)
        ? AsLong(value) ?? Wrong<long?>(name, "must be a key: a string of digits")
        : null;

    /// <summary>A whole number; a string of digits is taken too, as clients send 64-bit numbers that way.</summary>
    public long? Long(string name) => TryGet(name, out var value)
        ? AsLong(value) ?? Wrong<long?>(name, "must be a whole number")
        : null;

    public int? Int(string name, int min = int.MinValue, int max = int.MaxValue)
    {
        if (Long(name) is not { } number)
            return null;
        if (number >= min && number <= max)
            return (int)number;
        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"must be between {min} and {max}"));
        return null;
    }

    /// <summary>A length of time in milliseconds, up to a hundred years; what is negative counts as none.</summary>
    public TimeSpan? Milliseconds(string name)
    {
        if (Long(name) is not { } milliseconds)
            return null;
        if (milliseconds <= LongestTime.TotalMilliseconds)
            return TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
        Refuse(name, "must be milliseconds, at most a hundred years of them");
        return null;
    }

    public bool? Bool(string name) => TryGet(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Wrong<bool?>(name, "must be true or false"),
        }
        : null;

    /// <summary>An instant from 1970 to 2199: beyond, the arithmetic of limits and reminders would leave what dates can hold.</summary>
    public DateTimeOffset? Instant(string name) => TryGet(name, out var value)
        ? value.ValueKind == JsonValueKind.String && TryInstant(value.GetString(), out var instant) && instant.Year is >= 1970 and < 2200
            ? instant
            : Wrong<DateTimeOffset?>(name, "must be a date and time such as 2026-11-21T08:30:00Z, from 1970 to 2199")
        : null;

    public IReadOnlyList<string>? Texts(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        return Wrong<IReadOnlyList<string>?>(name, "must be a list of strings");
    }

    /// <summary>The raw JSON object of a field, for instance variables.</summary>
    public JsonElement? Object(string name) => TryGet(name, out var value)
        ? value.ValueKind == JsonValueKind.Object ? value : Wrong<JsonElement?>(name, "must be an object")
        : null;

    /// <summary>A field's value as it is, whatever its type.</summary>
    public JsonElement? Any(string name) => TryGet(name, out var value) ? value : null;

    /// <summary>An object field to be read field by field; an absent one reads as empty.</summary>
    public JsonBody Nested(string name) =>
        new(http, Object(name) ?? default, $"{path}{name}.", errors);

    /// <summary>The objects of an array field, each to be read field by field.</summary>
    public IReadOnlyList<JsonBody> NestedList(string name)
    {
        if (!TryGet(name, out var value))
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
            return Wrong<IReadOnlyList<JsonBody>>(name, "must be a list of objects") ?? [];
        return [.. value.EnumerateArray().Select((item, index) =>
            new JsonBody(http, item, string.Create(CultureInfo.InvariantCulture, $"{path}{name}[{index}]."), errors))];
    }

    /// <summary>Names of the fields present, for bodies whose fields are data (search filters).</summary>
    public IReadOnlyList<string> FieldNames() => root.ValueKind == JsonValueKind.Object
        ? [.. root.EnumerateObject().Select(property => property.Name)]
        : [];

    /// <summary>Takes a field that is accepted and has no effect here (for instance the tenant of a single-tenant system).</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            read.Add(name);
    }

    /// <summary>Reports the fields nobody asked for. Nested objects call it themselves once read.</summary>
    public void RejectUnread()
    {
        if (root.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in root.EnumerateObject().Where(property => !read.Contains(property.Name)))
            errors.Add($"Field '{path}{Shown(property.Name)}' is unknown.");
    }

    /// <summary>A text of the sender's as an answer repeats it: not at any length.</summary>
    internal static string Shown(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";

    internal static bool TryInstant(string? text, out DateTimeOffset instant) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    internal static long? AsLong(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private bool TryGet(string name, out JsonElement value)
    {
        read.Add(name);
        value = default;
        return root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty(name, out value)
            && value.ValueKind != JsonValueKind.Null;
    }

    private T? Wrong<T>(string name, string reason)
    {
        Refuse(name, reason);
        return default;
    }

    private bool IsRefused(string name) => errors.Any(error => error.StartsWith($"Field '{path}{Shown(name)}' ", StringComparison.Ordinal));
}
