using AfterSales.Engine;
using AfterSales.Service.Cases;
using AfterSales.Service.Commerce;
using AfterSales.Service.People;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Parts;

/// <summary>The catalogue for all staff, requisitions for those who may see them.</summary>
public sealed class PartQueries(ProcessEngine engine, CaseVisibility cases)
{
    /// <summary>Parts whose number or name contains the text, by number.</summary>
    public Task<TradePage<Part>> ListAsync(string? text, int skip, int take, CancellationToken ct = default) => engine.ReadAsync(
        db =>
        {
            const string where = """WHERE lower(p.part_upper) LIKE @pattern ESCAPE '\' OR lower(p.name_en) LIKE @pattern ESCAPE '\' OR lower(p.name_fa) LIKE @pattern ESCAPE '\' OR lower(p.name_zh) LIKE @pattern ESCAPE '\'""";
            var parameters = new { pattern = Sql.Anywhere(text?.Trim() ?? ""), skip, take = Math.Clamp(take, 1, TradeFilter.MostPerPage) };
            var total = new DbSource(db, null).First<int>($"SELECT count(*) FROM parts p {where}", parameters);
            return new TradePage<Part>(PartTable.List(db, $"{where} ORDER BY p.part_upper LIMIT @take OFFSET @skip", parameters), total);
        }, ct);

    public Task<Part?> GetAsync(string number, CancellationToken ct = default) =>
        engine.ReadAsync(db => PartTable.Find(db, [number]) is [var found] ? found : null, ct);

    /// <summary>Requisitions, newest first.</summary>
    public Task<TradePage<Requisition>> RequisitionsAsync(TradeFilter filter, Person reader, CancellationToken ct = default) => engine.ReadAsync(
        db =>
        {
            var (visible, parameters) = TradeVisibility.Condition(cases, reader, "r.case_number", TradeVisibility.Stores);
            var where = TradeSearch.Where(filter, visible, parameters, "r", "requested_at");
            var total = new DbSource(db, null).First<int>($"SELECT count(*) FROM requisitions r {where}", parameters);
            return new TradePage<Requisition>(RequisitionTable.List(db, $"{where} ORDER BY r.requested_at DESC, r.requisition_number DESC LIMIT @Take OFFSET @Skip", parameters), total);
        }, ct);

    public Task<Requisition?> RequisitionAsync(string number, Person reader, CancellationToken ct = default) => engine.ReadAsync(
        db =>
        {
            var (visible, parameters) = TradeVisibility.Condition(cases, reader, "r.case_number", TradeVisibility.Stores);
            parameters.Add("number", number);
            return RequisitionTable.List(db, $"WHERE r.requisition_number = @number AND {visible}", parameters) is [var found] ? found : null;
        }, ct);
}
