namespace AfterSales.Service.Forms;

/// <summary>What is wrong with one field and how to put it right, in the reader's language.</summary>
/// <param name="Field">The name of the input, or the unknown name that was posted.</param>
public sealed record FormError(string Field, string Message);
