using System.Text;
using AfterSales.Service.Storage;
using Dapper;

namespace AfterSales.Service.Cases;

/// <summary>A filter as SQL conditions on cases <c>c</c>; what the filter leaves out adds nothing.</summary>
internal static class CaseConditions
{
    private static readonly string[] FinalStatuses = [.. CaseStatusCodes.All.Where(status => status.IsFinal()).Select(status => status.Code())];

    public static (string Sql, DynamicParameters Parameters) Of(CaseFilter filter)
    {
        var sql = new StringBuilder();
        var parameters = new DynamicParameters();
        Add(filter.Statuses.Count > 0, " AND c.status IN @Statuses", "Statuses", filter.Statuses.Select(status => status.Code()).ToList());
        Add(filter.Kinds.Count > 0, " AND c.kind IN @Kinds", "Kinds", filter.Kinds);
        Add(filter.OwnerDepartment is not null, " AND c.owner_department = @Owner", "Owner", filter.OwnerDepartment);
        Add(filter.CustomerKey is not null, " AND c.customer_key = @CustomerKey", "CustomerKey", filter.CustomerKey);
        Add(filter.EquipmentKey is not null, " AND c.equipment_key = @EquipmentKey", "EquipmentKey", filter.EquipmentKey);
        Add(filter.IsOpen is not null, filter.IsOpen == true ? " AND c.status NOT IN @Final" : " AND c.status IN @Final", "Final", FinalStatuses);
        Add(filter.ReceivedFrom is not null, " AND c.received_at >= @From", "From", filter.ReceivedFrom.ToStored());
        Add(filter.ReceivedBefore is not null, " AND c.received_at < @Before", "Before", filter.ReceivedBefore.ToStored());
        Add(!string.IsNullOrWhiteSpace(filter.Text),
            """
             AND (lower(c.case_number) LIKE @Text ESCAPE '\' OR lower(c.subject) LIKE @Text ESCAPE '\' OR lower(c.customer_name) LIKE @Text ESCAPE '\'
                OR lower(c.customer_company) LIKE @Text ESCAPE '\' OR lower(c.customer_email) LIKE @Text ESCAPE '\' OR lower(c.serial_number) LIKE @Text ESCAPE '\'
                OR lower(c.order_number) LIKE @Text ESCAPE '\')
            """,
            "Text", Sql.Anywhere(Languages.Digits.ToLatin(filter.Text?.Trim() ?? "")));
        return (sql.ToString(), parameters);

        void Add(bool wanted, string condition, string name, object? value)
        {
            if (!wanted)
                return;
            sql.Append(condition);
            parameters.Add(name, value);
        }
    }
}
