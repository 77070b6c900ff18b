using System.Globalization;
using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;

namespace AfterSales.Service.Tests.Year;

/// <summary>
/// Fills any form as people do: mostly the first choice, sometimes another one, dates of the coming or past days, numbers within
/// their limits. A form that refuses is answered anew; one that takes none of forty answers fails the run.
/// </summary>
internal sealed class SimulatedAnswers(Random random)
{
    /// <summary>The first option of a choice is the usual course; the others share the rest.</summary>
    private const double FirstChoice = 0.8;

    public (FormValues Values, IReadOnlyList<(string Name, string Text)> Pairs, IReadOnlyList<UploadedFile> Files) Fill(FormView form, DateTimeOffset now, int attempt)
    {
        var pairs = new List<(string, string)>();
        var files = new List<UploadedFile>();
        foreach (var field in form.Fields)
            Answer(field, now, attempt, pairs, files);
        return (FormValues.From(pairs), pairs, files);
    }

    private void Answer(FormFieldView field, DateTimeOffset now, int attempt, List<(string, string)> pairs, List<UploadedFile> files)
    {
        foreach (var inner in field.Fields.Concat(field.Rows.SelectMany(row => row)))
            Answer(inner, now, attempt, pairs, files);
        if (field.ReadOnly || field.Name.Length == 0)
            return;
        switch (field.Kind)
        {
            case FormFieldKind.Choice or FormFieldKind.Select or FormFieldKind.MultiChoice:
                if (field.Options.Count > 0)
                    pairs.Add((field.Name, field.Options[random.NextDouble() < FirstChoice ? 0 : random.Next(field.Options.Count)].Value));
                break;
            case FormFieldKind.YesNo:
                if (field.Required || random.NextDouble() < 0.7)
                    pairs.Add((field.Name, "true"));
                break;
            case FormFieldKind.Number:
                pairs.Add((field.Name, Number(field).ToString(CultureInfo.InvariantCulture)));
                break;
            case FormFieldKind.Date:
                pairs.Add((field.Name, Day(now, attempt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                break;
            case FormFieldKind.DateTime:
                pairs.Add((field.Name, Day(now, attempt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T10:00"));
                break;
            case FormFieldKind.Time:
                pairs.Add((field.Name, "10:00"));
                break;
            case FormFieldKind.Photos or FormFieldKind.Files:
                if (field.Required)
                    files.Add(TestRequests.Photo(field.Name));
                break;
            case FormFieldKind.Email:
                pairs.Add((field.Name, "someone@customer.example"));
                break;
            case FormFieldKind.Phone:
                pairs.Add((field.Name, "+98 21 5550 0199"));
                break;
            case FormFieldKind.Text or FormFieldKind.LongText or FormFieldKind.Signature:
                if (field.Required || random.NextDouble() < 0.6)
                    pairs.Add((field.Name, Text(field)));
                break;
        }
    }

    private decimal Number(FormFieldView field)
    {
        var least = field.Min ?? 0;
        var most = Math.Min(field.Max ?? (least + 100), least + 1_000_000);
        return Math.Round(least + ((decimal)random.NextDouble() * (most - least)), Math.Min(field.DecimalDigits ?? 0, 2));
    }

    /// <summary>Two tries in three a day to come, later in the day of today or a past one: work that was done lies behind.</summary>
    private DateTimeOffset Day(DateTimeOffset now, int attempt) => (attempt % 3) switch
    {
        0 => now.AddDays(random.Next(2, 25)),
        1 => now.AddDays(-random.Next(0, 2)),
        _ => now.AddDays(random.Next(0, 12)),
    };

    private static string Text(FormFieldView field)
    {
        const string said = "As found on site and agreed with everybody concerned";
        var length = Math.Min(field.MaxLength ?? said.Length, said.Length);
        return said[..length].PadRight(field.MinLength ?? 0, '.');
    }
}
