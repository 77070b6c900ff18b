namespace AfterSales.Service.Deadlines;

public sealed partial class ReceiptText
{
    /// <summary>More spans than this are told as a number of days.</summary>
    private const int SpansToName = 4;

    private string TwoSentences()
    {
        var rule = receipt.Calculation is null && !receipt.IsSet
            ? words["receipt.sentence.continuous", RuleFact(), Moment(receipt.From)]
            : receipt.IsSet ? words["receipt.sentence.set", Moment(receipt.DueAt)]
            : words["receipt.sentence.rule", RuleFact(), Moment(receipt.Calculation!.Start)];
        return LeftOut() is { } leftOut ? words["receipt.sentence.two", rule, leftOut] : rule;
    }

    private string? LeftOut()
    {
        var spans = (receipt.Calculation?.Skipped ?? [])
            .Select(span => words["receipt.sentence.span", format.DateRange(span.From, span.To, withYear), span.Reason])
            .ToList();
        var days = receipt.Calculation?.Skipped.Sum(span => span.Length) ?? 0;
        var deducted = pauses.Where(pause => pause.Deducted)
            .Select(pause => words["receipt.sentence.pause", format.Duration(pause.Length), pause.Reason])
            .ToList();
        if (spans.Count > SpansToName)
            spans = [words["receipt.sentence.freeDays", days]];
        spans.AddRange(deducted);
        return spans.Count switch
        {
            0 => null,
            1 => words["receipt.sentence.notCounted", spans[0]],
            _ => words["receipt.sentence.notCounted", string.Join(words["receipt.listComma"], spans.SkipLast(1)) + words["receipt.listAnd"] + spans[^1]],
        };
    }
}
