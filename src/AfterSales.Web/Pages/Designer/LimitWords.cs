using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Web.Languages;

namespace AfterSales.Web.Pages.Designer;

/// <summary>
/// A time limit in plain words, as the panel of the drawing tool shows it (<c>limit.ts</c>): a number of working days or hours, from the
/// beginning of the step or from the customer's request. Any other expression has no such words.
/// </summary>
public static partial class LimitWords
{
    /// <summary>The limit in the reader's words; null where the expression says something else.</summary>
    public static string? Of(Reader reader, string expression)
    {
        var (match, unit) = Days().Match(expression) is { Success: true } days ? (days, "days") : (Hours().Match(expression), "hours");
        if (!match.Success || !int.TryParse(match.Groups["amount"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            return null;
        return match.Groups["from"].Value switch
        {
            "now()" => reader[$"web.designer.limit.{unit}.now", amount],
            "date and time(case.receivedAt)" => reader[$"web.designer.limit.{unit}.received", amount],
            _ => null,
        };
    }

    [GeneratedRegex(@"^\s*=\s*add working days\((?<from>.+), (?<amount>\d+), case\.calendar\)\s*$")]
    private static partial Regex Days();

    [GeneratedRegex(@"^\s*=\s*add working time\((?<from>.+), duration\(""PT(?<amount>\d+)H""\), case\.calendar\)\s*$")]
    private static partial Regex Hours();
}
