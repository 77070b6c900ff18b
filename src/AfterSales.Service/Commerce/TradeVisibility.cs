using AfterSales.Service.Cases;
using AfterSales.Service.People;
using Dapper;

namespace AfterSales.Service.Commerce;

/// <summary>
/// Who sees which paper of trade. Those who see everything and the departments that keep the books see all of them; everybody else
/// those of the cases he sees.
/// </summary>
internal static class TradeVisibility
{
    /// <summary>Finance keeps charges and quotations.</summary>
    public static readonly string[] Finance = ["finance", "accountant"];

    /// <summary>Warehouse and purchasing keep the parts.</summary>
    public static readonly string[] Stores = ["warehouse", "materials"];

    /// <summary>A condition on the column with the case's number, and its parameters, to which more may be added.</summary>
    public static (string Sql, DynamicParameters Parameters) Condition(CaseVisibility cases, Person reader, string caseColumn, params IReadOnlyList<string> keepers)
    {
        var (sql, reach) = cases.Condition(reader);
        var parameters = new DynamicParameters(reach);
        return reader.SeesEverything || reader.IsIn(keepers)
            ? ("1 = 1", parameters)
            : ($"EXISTS (SELECT 1 FROM cases c WHERE c.case_number = {caseColumn} AND {sql})", parameters);
    }
}
