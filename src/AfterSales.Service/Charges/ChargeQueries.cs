using AfterSales.Engine;
using AfterSales.Service.Cases;
using AfterSales.Service.Commerce;
using AfterSales.Service.People;

namespace AfterSales.Service.Charges;

/// <summary>A charge with everything handed to finance for it, oldest first.</summary>
public sealed record ChargeView(Charge Charge, IReadOnlyList<Invoice> Invoices);

/// <summary>Charges for those who may see them; one out of sight is answered like one that does not exist.</summary>
public sealed class ChargeQueries(ProcessEngine engine, CaseVisibility cases)
{
    /// <summary>Newest first.</summary>
    public Task<TradePage<ChargeView>> ListAsync(TradeFilter filter, Person reader, CancellationToken ct = default) => engine.ReadAsync(
        db =>
        {
            var (visible, parameters) = TradeVisibility.Condition(cases, reader, "h.case_number", TradeVisibility.Finance);
            var where = TradeSearch.Where(filter, visible, parameters, "h", "recorded_at");
            var total = new DbSource(db, null).First<int>($"SELECT count(*) FROM charges h {where}", parameters);
            return new TradePage<ChargeView>(WithInvoices(db, ChargeTable.List(db, $"{where} ORDER BY h.recorded_at DESC, h.charge_number DESC LIMIT @Take OFFSET @Skip", parameters)), total);
        }, ct);

    public Task<ChargeView?> GetAsync(string number, Person reader, CancellationToken ct = default) => engine.ReadAsync(
        db =>
        {
            var (visible, parameters) = TradeVisibility.Condition(cases, reader, "h.case_number", TradeVisibility.Finance);
            parameters.Add("number", number);
            return WithInvoices(db, ChargeTable.List(db, $"WHERE h.charge_number = @number AND {visible}", parameters)) is [var found] ? found : null;
        }, ct);

    /// <summary>What was handed to finance in a time, deductions included, oldest first: the list finance books from.</summary>
    public Task<IReadOnlyList<Invoice>> HandedOverAsync(DateTimeOffset? from, DateTimeOffset? until, Person reader, CancellationToken ct = default) => engine.ReadAsync(
        db =>
        {
            var (visible, parameters) = TradeVisibility.Condition(cases, reader, "i.case_number", TradeVisibility.Finance);
            var filter = new TradeFilter { From = from, Until = until };
            var where = TradeSearch.Where(filter, visible, parameters, "i", "handed_over_at");
            return (IReadOnlyList<Invoice>)InvoiceTable.List(db, $"{where} AND i.handed_over_at IS NOT NULL ORDER BY i.handed_over_at, i.invoice_number", parameters);
        }, ct);

    private static List<ChargeView> WithInvoices(DbSource db, List<Charge> charges)
    {
        var invoices = InvoiceTable.List(db, "WHERE i.charge_number IN @numbers ORDER BY i.drafted_at, i.invoice_number", new { numbers = charges.Select(charge => charge.Number).ToList() })
            .ToLookup(invoice => invoice.Charge);
        return [.. charges.Select(charge => new ChargeView(charge, [.. invoices[charge.Number]]))];
    }
}
