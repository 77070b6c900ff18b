using System.Globalization;
using System.Reflection;
using System.Text.Json;

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
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private readonly HttpContext http;
    private readonly JsonElement root;
    private readonly string path;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly List<string> errors;

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
        if (buffer.Length > 0)
        {
            try
            {
                using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), Options);
                root = document.RootElement.Clone();
                if (root.ValueKind != JsonValueKind.Object)
                    errors.Add("The body must be a JSON object.");
            }
            catch (JsonException e)
            {
                errors.Add($"The body is not valid JSON (line {(e.LineNumber ?? 0) + 1}, position {(e.BytePositionInLine ?? 0) + 1}).");
            }
        }
        return new JsonBody(context, root, "", errors);
    }

    /// <summary>The answer to a body that cannot be used, or null when everything read was right.</summary>
    public IResult? Problem()
    {
        RejectUnread();
        return errors.Count == 0 ? null : ApiProblem.Invalid(http, string.Join(" ", errors));
    }

    public void Refuse(string name, string reason) => errors.Add($"Field '{path}{name}' {reason}.");

    public bool Has(string name) => TryGet(name, out _);

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

    public bool? Bool(string name) => TryGet(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Wrong<bool?>(name, "must be true or false"),
        }
        : null;

    public DateTimeOffset? Instant(string name) => TryGet(name, out var value)
        ? value.ValueKind == JsonValueKind.String && TryInstant(value.GetString(), out var instant)
            ? instant
            : Wrong<DateTimeOffset?>(name, "must be a date and time such as 2026-11-21T08:30:00Z")
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
            errors.Add($"Field '{path}{property.Name}' is unknown.");
    }

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

    private bool IsRefused(string name) => errors.Any(error => error.StartsWith($"Field '{path}{name}' ", StringComparison.Ordinal));
}
