using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Feel.Values;
using AfterSales.Service.Customers;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>
/// Checks the rules of one answered field. Each message says what is wrong and how to put it right. Lengths count trimmed
/// text, and an empty answer that is not required skips the other rules, as form-js has it.
/// </summary>
internal sealed class FormRuleCheck(FormTree tree, Language language)
{
    private readonly TextCatalog _texts = TextCatalog.For(language);
    private readonly LocalFormat _format = LocalFormat.For(language);

    /// <summary>What is wrong, or null.</summary>
    public string? Check(FormNode node)
    {
        var field = node.Field;
        if (IsEmpty(node))
            return IsTrue(field.Rules.Required) ? _texts[RequiredKey(field.Kind)] : null;
        if (field.HoldsFiles)
            return node.Files.Count > 1 && !IsTrue(field.Multiple) ? _texts["form.oneFile"] : null;
        return CheckValue(node, field) ?? (IsTrue(field.Rules.Refuse) ? field.Rules.RefuseMessage?.In(language) : null);
    }

    private string? CheckValue(FormNode node, FormField field) =>
        node.Value switch
        {
            FeelString text when field.Kind is FormFieldKind.Date or FormFieldKind.Time or FormFieldKind.DateTime => CheckDate(field, text.Value),
            FeelString text when field.Kind == FormFieldKind.Number => CheckNumber(field, decimal.Parse(text.Value, CultureInfo.InvariantCulture)),
            FeelString text when !field.HasOptions => CheckText(field, text.Value),
            FeelNumber number when field.Kind == FormFieldKind.Number => CheckNumber(field, number.Value),
            _ => null,
        };

    private static bool IsEmpty(FormNode node) => node.Field.HoldsFiles ? node.Files.Count == 0 : node.Value switch
    {
        FeelNull => true,
        FeelString text => Blank.Is(text.Value),
        FeelList list => list.Count == 0,
        // An unticked box is an answer like any other, unless ticking it is required.
        FeelBoolean { Value: false } => node.Field.Kind == FormFieldKind.YesNo,
        _ => false,
    };

    private static string RequiredKey(FormFieldKind kind) => kind switch
    {
        FormFieldKind.Choice or FormFieldKind.Select => "form.requiredChoice",
        FormFieldKind.MultiChoice => "form.requiredChoices",
        FormFieldKind.YesNo => "form.requiredTick",
        FormFieldKind.Files => "form.requiredFile",
        FormFieldKind.Photos => "form.requiredPhoto",
        FormFieldKind.Signature => "form.requiredSignature",
        FormFieldKind.Date or FormFieldKind.DateTime => "form.requiredDate",
        _ => "form.required",
    };

    private string? CheckText(FormField field, string text)
    {
        var length = text.Trim().Length;
        if (Number(field.Rules.MinLength) is { } min && length < min)
            return _texts["form.tooShort", min, length];
        if (Number(field.Rules.MaxLength) is { } max && length > max)
            return _texts["form.longerThan", max, length];
        if (field.Kind == FormFieldKind.Email && !Contacts.IsEmail(text))
            return _texts["form.notEmail"];
        if (field.Kind == FormFieldKind.Phone && !Contacts.IsPhone(text))
            return _texts["form.notPhone"];
        return Matches(field.Rules.Pattern, text) ? null : field.Rules.PatternMessage?.In(language) ?? _texts["form.notPattern"];
    }

    private static bool Matches(Regex? pattern, string text)
    {
        try
        {
            return pattern is null || pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private string? CheckNumber(FormField field, decimal number)
    {
        var (min, max) = (Number(field.Rules.Min), Number(field.Rules.Max));
        if (number < min || number > max)
            return OutsideLimits(number, min, max);
        if (field.DecimalDigits is { } digits && decimal.Round(number, Math.Clamp(digits, 0, 28)) != number)
            return digits == 0 ? _texts["form.notWhole"] : _texts["form.tooManyDigits", digits];
        if (Number(field.Step) is { } step && step > 0 && (number - (min ?? 0)) % step != 0)
            return _texts["form.notStep", step];
        return null;
    }

    private string OutsideLimits(decimal number, decimal? min, decimal? max) => (min, max) switch
    {
        ({ } low, { } high) => _texts["form.outside", _format.Number(number), _format.Number(low), _format.Number(high)],
        ({ } low, _) => _texts["form.below", _format.Number(number), _format.Number(low)],
        (_, { } high) => _texts["form.above", _format.Number(number), _format.Number(high)],
        _ => _texts["form.notNumber"],
    };

    private string? CheckDate(FormField field, string text)
    {
        if (!field.DisallowPassedDates || field.Kind == FormFieldKind.Time)
            return null;
        var now = TimeZoneInfo.ConvertTime(tree.Scope.Environment.Now, tree.Scope.Environment.Zone);
        var isPast = field.Kind == FormFieldKind.Date
            ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) < DateOnly.FromDateTime(now.DateTime)
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) < now;
        return isPast ? _texts["form.datePassed", _format.Date(now)] : null;
    }

    private bool IsTrue(FormSetting? setting) => setting?.Value(tree.Scope) is FeelBoolean { Value: true };

    private decimal? Number(FormSetting? setting) => setting?.Value(tree.Scope) switch
    {
        FeelNumber number => number.Value,
        // form-js writes limits as text when they were typed as such.
        FeelString text when decimal.TryParse(text.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
