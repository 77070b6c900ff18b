using System.Text.RegularExpressions;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>
/// A text of a form, in three languages, with holes for values: <c>Case {{case.number}}</c> or, as a whole, <c>=…</c>.
/// </summary>
internal sealed partial class FormText
{
    private readonly Dictionary<Language, Func<FormScope, string>> _texts;

    private FormText(Dictionary<Language, Func<FormScope, string>> texts) => _texts = texts;

    public static FormText Read(LocalText text, string where, FormReading reading) => new(
        LanguageCodes.All.ToDictionary(language => language, language => Compile(text.In(language), where, reading)));

    public LocalText Fill(FormScope scope) => new(
        _texts[Language.English](scope), _texts[Language.Persian](scope), _texts[Language.Chinese](scope));

    private static Func<FormScope, string> Compile(string text, string where, FormReading reading)
    {
        if (text.StartsWith('='))
        {
            var whole = reading.Compile(text[1..], where);
            return scope => whole is null ? "" : Say(whole.Evaluate(scope, scope.Environment).Value);
        }
        var parts = Hole().Matches(text)
            .Select(match => (match.Index, match.Length, Expression: reading.Compile(match.Groups[1].Value, where)))
            .ToList();
        if (parts.Count == 0)
            return _ => text;
        return scope =>
        {
            var filled = new System.Text.StringBuilder();
            var at = 0;
            foreach (var (index, length, expression) in parts)
            {
                filled.Append(text, at, index - at);
                filled.Append(expression is null ? "" : Say(expression.Evaluate(scope, scope.Environment).Value));
                at = index + length;
            }
            return filled.Append(text, at, text.Length - at).ToString();
        };
    }

    private static string Say(FeelValue value) => value.IsNull ? "" : value.ToString();

    [GeneratedRegex(@"\{\{(.+?)\}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Hole();
}
