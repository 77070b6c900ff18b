using System.Net;
using System.Text.RegularExpressions;

namespace AfterSales.Service.Mail.Templates;

/// <summary>A rendered mail: what the receiver will see.</summary>
public sealed partial record ComposedMail(string Subject, string Html, string Text)
{
    /// <summary>The addresses the mail links to, in their order, each once.</summary>
    public IReadOnlyList<string> Links { get; } =
        [.. Address().Matches(Html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()];

    [GeneratedRegex("href=\"(https?://[^\"]+)\"")]
    private static partial Regex Address();
}
