namespace AfterSales.Web.Api.Domain;

/// <summary>What the flows stand on, for reading and entering by hand or by other systems; all of it for signed-in staff.</summary>
internal static class RegisterEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        NewCaseEndpoints.Map(api);
        CustomerEndpoints.Map(api);
        EquipmentEndpoints.Map(api);
        ContractEndpoints.Map(api);
        WorkOrderEndpoints.Map(api);
        TrainingEndpoints.Map(api);
        CorrectiveActionEndpoints.Map(api);
    }
}
