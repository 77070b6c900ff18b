namespace AfterSales.Bpmn.Lint;

/// <summary>A text in the three languages of the product.</summary>
public sealed record LintText(string English, string Persian, string Chinese)
{
    /// <summary>What is the same in every language: an id, a number, a list of ids.</summary>
    public static LintText Of(string text) => new(text, text, text);

    /// <summary>In the language "fa" or "zh"; English for every other.</summary>
    public string In(string language) => language switch
    {
        "fa" => Persian,
        "zh" => Chinese,
        _ => English,
    };

    public override string ToString() => English;

    public static implicit operator LintText(string text) => Of(text);

    public static implicit operator LintText(int number) => Of(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
