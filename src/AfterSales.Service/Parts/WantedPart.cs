using AfterSales.Feel.Values;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Parts;

/// <summary>A part somebody asks for, read from an input of a step.</summary>
internal sealed record WantedPart(string PartNumber, string Name, decimal Quantity)
{
    private const int MostLines = 100;
    private const int LongestNumber = 100;

    /// <summary>All items, those of the same part put together, or the first problem.</summary>
    public static (IReadOnlyList<WantedPart> Parts, TradeProblem? Problem) Read(IReadOnlyList<FeelContext> items)
    {
        if (items.Count is 0 or > MostLines)
            return ([], items.Count == 0 ? TradeProblem.LinesMissing : TradeProblem.LinesTooMany);
        var parts = new List<WantedPart>();
        foreach (var item in items)
        {
            if (TradeInput.Text(item["partNumber"]) is not { Length: <= LongestNumber } number)
                return ([], TradeProblem.PartNumberMissing);
            var (quantity, problem) = item["quantity"] is FeelNull ? (1, null) : TradeNumbers.Quantity(item["quantity"]);
            if (problem is not null)
                return ([], problem);
            parts.Add(new WantedPart(number, TradeInput.Text(item["name"]) ?? number, quantity));
        }
        var together = parts.GroupBy(part => Part.Key(part.PartNumber)).Select(same => same.First() with { Quantity = same.Sum(part => part.Quantity) }).ToList();
        return together.Exists(part => part.Quantity > TradeNumbers.LargestQuantity) ? ([], TradeProblem.QuantityOutOfRange) : (together, null);
    }
}
