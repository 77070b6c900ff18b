namespace AfterSales.Web.Tests.Support;

/// <summary>What somebody could answer to a task.</summary>
public static class FormAnswers
{
    /// <summary>An answer to every required question of a form, whatever it asks.</summary>
    public static (string Name, string Value)[] Of(Answer page)
    {
        var answers = new List<(string, string)>();
        foreach (var field in page.All("form.taskform [data-field]"))
        {
            var name = field.GetAttribute("data-field")!;
            switch (field.GetAttribute("data-kind"))
            {
                case "choice":
                    answers.Add((name, field.QuerySelector("input[type=radio]")!.GetAttribute("value")!));
                    break;
                case "select":
                    answers.Add((name, field.QuerySelectorAll("option").First(option => option.GetAttribute("value") is { Length: > 0 }).GetAttribute("value")!));
                    break;
                case "number":
                    answers.Add((name, "1"));
                    break;
                case "date":
                    answers.Add((name, "2027-01-15"));
                    break;
                case "text" or "longtext" or "signature":
                    answers.Add((name, "Said and done"));
                    break;
            }
        }
        return [.. answers];
    }
}
