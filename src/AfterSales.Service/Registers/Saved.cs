using AfterSales.Service.Forms;

namespace AfterSales.Service.Registers;

/// <summary>What became of an entry that was to be saved.</summary>
/// <param name="Value">As it is on file now; null when nothing was saved.</param>
/// <param name="Errors">What is wrong by field, in the reader's language; field names are those of the input in camel case.</param>
public sealed record Saved<T>(T? Value, IReadOnlyList<FormError> Errors)
    where T : class
{
    public static Saved<T> As(T value) => new(value, []);

    public static Saved<T> Refused(params IReadOnlyList<FormError> errors) => new(null, errors);
}

/// <summary>A page of a search.</summary>
public sealed record Found<T>(IReadOnlyList<T> Items, int Total);
