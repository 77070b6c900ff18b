using System.Text;
using AfterSales.Service.Storage;
using Dapper;

namespace AfterSales.Service.Commerce;

/// <summary>The filter every list of papers understands, as SQL.</summary>
internal static class TradeSearch
{
    /// <param name="alias">The table in the statement.</param>
    /// <param name="moment">Its column with the moment the filter's days are about.</param>
    public static string Where(TradeFilter filter, string visible, DynamicParameters parameters, string alias, string moment)
    {
        var sql = new StringBuilder("WHERE ").Append(visible);
        Add(filter.Status is not null, $" AND {alias}.status = @Status", "Status", filter.Status);
        Add(filter.CaseNumber is not null, $" AND {alias}.case_number = @CaseNumber", "CaseNumber", filter.CaseNumber);
        Add(filter.From is not null, $" AND {alias}.{moment} >= @From", "From", filter.From.ToStored());
        Add(filter.Until is not null, $" AND {alias}.{moment} < @Until", "Until", filter.Until.ToStored());
        parameters.Add("Skip", filter.Skip);
        parameters.Add("Take", Math.Clamp(filter.Take, 1, TradeFilter.MostPerPage));
        return sql.ToString();

        void Add(bool wanted, string condition, string name, object? value)
        {
            if (!wanted)
                return;
            sql.Append(condition);
            parameters.Add(name, value);
        }
    }
}
