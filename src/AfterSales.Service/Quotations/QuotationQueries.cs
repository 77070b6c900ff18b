using AfterSales.Engine;
using AfterSales.Service.Cases;
using AfterSales.Service.Commerce;
using AfterSales.Service.People;

namespace AfterSales.Service.Quotations;

/// <summary>Quotations for those who may see them; one out of sight is answered like one that does not exist.</summary>
public sealed class QuotationQueries(ProcessEngine engine, CaseVisibility cases)
{
    /// <summary>Newest first.</summary>
    public Task<TradePage<Quotation>> ListAsync(TradeFilter filter, Person reader, CancellationToken ct = default) => engine.ReadAsync(
        db =>
        {
            var (visible, parameters) = TradeVisibility.Condition(cases, reader, "q.case_number", TradeVisibility.Finance);
            var where = TradeSearch.Where(filter, visible, parameters, "q", "created_at");
            var total = new DbSource(db, null).First<int>($"SELECT count(*) FROM quotations q {where}", parameters);
            return new TradePage<Quotation>(QuotationTable.List(db, $"{where} ORDER BY q.created_at DESC, q.quotation_number DESC LIMIT @Take OFFSET @Skip", parameters), total);
        }, ct);

    public Task<Quotation?> GetAsync(string number, Person reader, CancellationToken ct = default) => engine.ReadAsync(
        db =>
        {
            var (visible, parameters) = TradeVisibility.Condition(cases, reader, "q.case_number", TradeVisibility.Finance);
            parameters.Add("number", number);
            return QuotationTable.List(db, $"WHERE q.quotation_number = @number AND {visible}", parameters) is [var found] ? found : null;
        }, ct);
}
