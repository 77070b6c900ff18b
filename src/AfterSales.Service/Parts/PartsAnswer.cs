using System.Globalization;
using AfterSales.Feel.Values;
using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Parts;

/// <summary>Requisitions and stock as workflows see them: variables <c>requisition</c>, <c>stock</c> and <c>partReturn</c>.</summary>
internal static class PartsAnswer
{
    public const string Requisition = "requisition";
    public const string Stock = "stock";
    public const string Return = "partReturn";

    public static FeelContext Of(Requisition requisition) => new(
    [
        new("number", FeelValue.Of(requisition.Number)),
        new("status", FeelValue.Of(requisition.Status)),
        new("chargeType", FeelValue.Of(requisition.ChargeType.Code())),
        new("items", FeelValue.Of(requisition.Lines.Select(line => Item(line.PartNumber, line.Name, line.Quantity)))),
        new("missing", FeelValue.Of(requisition.Missing.Select(line => Item(line.PartNumber, line.Name, line.Missing)))),
        new("expectedOn", FeelValue.Of(requisition.ExpectedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
    ]);

    /// <summary>What stands in its place when there is none: every field is there, the status is <c>invalid</c>.</summary>
    public static FeelContext NoRequisition(string? number = null) => new(
    [
        new("number", FeelValue.Of(number)), new("status", FeelValue.Of("invalid")), new("chargeType", FeelValue.Null), new("items", FeelValue.Of(Nothing)),
        new("missing", FeelValue.Of(Nothing)), new("expectedOn", FeelValue.Null),
    ]);

    public static FeelContext StockOf(StockPlan? plan) => new(
    [
        new("available", FeelValue.Of(plan is { IsComplete: true })),
        new("missing", FeelValue.Of(plan is null ? Nothing : plan.Gaps.Select(gap => Item(gap.PartNumber, gap.Name, gap.Quantity)))),
    ]);

    public static FeelContext ReturnOf(string? number, string status, string? warehouse) => new(
        [new("number", FeelValue.Of(number)), new("status", FeelValue.Of(status)), new("warehouse", FeelValue.Of(warehouse))]);

    private static IEnumerable<FeelValue> Nothing => [];

    private static FeelContext Item(string number, string name, decimal quantity) => new(
        [new("partNumber", FeelValue.Of(number)), new("name", FeelValue.Of(name)), new("quantity", FeelValue.Of(quantity))]);
}
