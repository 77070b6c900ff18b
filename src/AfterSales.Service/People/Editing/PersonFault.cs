using AfterSales.Service.Forms;
using AfterSales.Service.Languages;

namespace AfterSales.Service.People.Editing;

/// <summary>What is wrong with an entry about a person; the words are the text <c>people.fault.{Key}</c>.</summary>
/// <param name="Field">The input, such as <c>superiorId</c>.</param>
public sealed record PersonFault(string Field, string Key, params IReadOnlyList<object> Arguments)
{
    /// <summary>In the reader's words.</summary>
    public FormError In(Language language) =>
        new(Field, TextCatalog.For(language)[$"people.fault.{Key}", [.. Arguments.Select(argument => argument is LocalText text ? text.In(language) : argument)]]);
}
