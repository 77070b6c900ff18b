using AfterSales.Service.Calendars;
using AfterSales.Service.Customers;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;

namespace AfterSales.Service.Registers;

/// <summary>Checks and tidies what somebody entered: blanks away, digits of numbers Latin, empty means nothing. One mistake per field.</summary>
internal sealed class EntryCheck(Language language)
{
    private readonly List<FormError> _errors = [];
    private readonly TextCatalog _texts = TextCatalog.For(language);

    public IReadOnlyList<FormError> Errors => _errors;

    public bool IsRight => _errors.Count == 0;

    public string? Text(string field, string? text, int longest, bool required = false, bool code = false, bool lines = false)
    {
        var clean = RequestCheck.Clean(text ?? "", lines);
        if (code)
            clean = Digits.ToLatin(clean);
        if (Blank.Is(clean))
            clean = "";
        if (clean.Length == 0 && required)
            Add(field, "form.required");
        if (clean.Length > longest)
            Add(field, "form.longerThan", longest, clean.Length);
        return clean.Length == 0 ? null : clean;
    }

    public string? Email(string field, string? text)
    {
        var email = Text(field, text, 254, required: true, code: true);
        if (email is not null && !(Contacts.IsEmail(email) && HeaderText.IsAddress(email)))
            Add(field, "form.notEmail");
        return email;
    }

    public string? Phone(string field, string? text)
    {
        var phone = Text(field, text, 40, code: true);
        if (phone is not null && !Contacts.IsPhone(phone))
            Add(field, "form.notPhone");
        return phone;
    }

    /// <summary>A day from 1900 to 2199 in the Gregorian or the solar calendar.</summary>
    public DateOnly? Day(string field, string? text, bool required = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required)
                Add(field, "form.requiredDate");
            return null;
        }
        if (FormDates.Date(text) is { Year: >= 1900 and < 2200 } day)
            return day;
        Add(field, "form.notDate");
        return null;
    }

    /// <summary>A moment from 1900 to 2199, without an offset in the zone.</summary>
    public DateTimeOffset? Moment(string field, string? text, TimeZoneInfo zone, bool required = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required)
                Add(field, "form.requiredDate");
            return null;
        }
        if ((IsoInstant.Read(text.Trim(), zone) ?? FormDates.DateTime(text, zone)) is { Year: >= 1900 and < 2200 } at)
            return at;
        Add(field, "form.notDateTime");
        return null;
    }

    public string? Choice(string field, string? text, IReadOnlyList<string> options, bool required = false)
    {
        var chosen = Text(field, text, 200, required);
        if (chosen is not null && !options.Contains(chosen))
            Add(field, "form.notAnOption");
        return chosen;
    }

    public IReadOnlyList<string> Choices(string field, IEnumerable<string>? texts, IReadOnlyList<string> options)
    {
        var chosen = (texts ?? []).Distinct().ToList();
        if (chosen.Except(options).Any())
            Add(field, "form.notAnOption");
        return chosen;
    }

    public void Add(string field, string key, params ReadOnlySpan<object?> args)
    {
        if (_errors.All(error => error.Field != field))
            _errors.Add(new FormError(field, _texts[key, args]));
    }
}
